/** Starts the service, and stops it on SIGTERM. */
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import { closePool } from './db';

const SHUTDOWN_TIMEOUT_MS = 5_000;

const host = process.env.HOST ?? '127.0.0.1';
const server = createApp().listen(Number(process.env.PORT ?? 3000), host, (error) => {
  if (error) {
    console.error('orders-service could not listen:', error.message);
    process.exit(1);
  }
  const { port } = server.address() as AddressInfo;
  console.log(`orders-service listening on http://${host}:${port}`);
});

function shutDown(): void {
  // pool.end() waits for every client that is out: one leaked client would keep the process for ever.
  setTimeout(() => process.exit(1), SHUTDOWN_TIMEOUT_MS).unref();
  server.close(() => {
    closePool().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

process.once('SIGTERM', shutDown);
process.once('SIGINT', shutDown);
