/** The door to the compiler: the one that ts-morph carries, and no other. */
export { ts } from 'ts-morph';
