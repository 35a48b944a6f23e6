// shape: async-generator
const { Pool } = require('pg');
const { work } = require('../../world.js');

const pool = new Pool();

/** Runs a generator that waits at its yields, as co does. */
const co = (generator) => {
  const steps = generator();
  const go = async (how, value) => {
    const { done, value: given } = steps[how](value);
    if (done) return given;
    let result;
    try {
      result = await given;
    } catch (error) {
      return go('throw', error);
    }
    return go('next', result);
  };
  return go('next');
};

// ok: a finally behind the yields
exports.safe = () =>
  co(function* () {
    const client = yield pool.connect();
    try {
      return yield client.query('SELECT 1');
    } finally {
      client.release();
    }
  });

// leak: a query that rejects is thrown at its yield
exports.lost = () =>
  co(function* () {
    const client = yield pool.connect();
    yield client.query('SELECT 1');
    client.release();
  });

// leak: work between the acquire and the try
exports.between = () =>
  co(function* () {
    const client = yield pool.connect();
    yield work();
    try {
      yield client.query('SELECT 1');
    } finally {
      client.release();
    }
  });

// release-while-busy: nobody yields the query
exports.busy = () =>
  co(function* () {
    const client = yield pool.connect();
    client.query('SELECT 1').catch(console.error);
    client.release();
  });
