/** All of the session that needs the compiler, behind one door that is opened only when something has to be analysed. */
export { Analyzer } from './analyzer.js';
export { FixDesk } from './fix-desk.js';
