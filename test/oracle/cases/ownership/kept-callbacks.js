// shape: closure-closes
const { Pool } = require('pg');
const { work } = require('../../world.js');

const pool = new Pool();

class Queue {
  constructor() {
    this.jobs = [];
  }
  add(name, run) {
    this.jobs.push({ name, run });
    if (this.jobs.length === 1) setImmediate(() => this.next());
  }
  next() {
    const job = this.jobs.shift();
    if (job) job.run();
  }
}

class Latch {
  then(run) {
    this.run = run;
    setImmediate(() => this.run());
  }
}

// ok: a queue keeps the callback, and runs it later
exports.queued = async () => {
  const client = await pool.connect();
  new Queue().add('release', () => client.release());
};

// ok: a field keeps the callback
exports.latched = async () => {
  const client = await pool.connect();
  new Latch().then(() => client.release());
};

// ok: the callback goes on with a query first
exports.queuedQuery = async () => {
  const client = await pool.connect();
  new Queue().add('last', () => client.query('SELECT 1').then(() => client.release(), () => client.release()));
};

// leak: what is kept releases nothing
exports.queuedNothing = async () => {
  const client = await pool.connect();
  new Queue().add('log', () => console.log(client.processID));
};

// leak: work between the acquire and the queue
exports.lateQueued = async () => {
  const client = await pool.connect();
  await work();
  new Queue().add('release', () => client.release());
};

// ok: several at once, each kept with a client of its own
exports.severalQueued = async () => {
  const run = async () => {
    const client = await pool.connect();
    new Queue().add('release', () => client.release());
  };
  await Promise.allSettled([run(), run()]);
};
