/** kafkajs, read from 2.2.4. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const DOCS = 'https://kafka.js.org/docs';
const ADMIN = [
  'listTopics',
  'createTopics',
  'deleteTopics',
  'createPartitions',
  'fetchTopicMetadata',
  'fetchOffsets',
  'fetchTopicOffsets',
  'setOffsets',
  'resetOffsets',
  'describeCluster',
  'describeConfigs',
  'alterConfigs',
  'listGroups',
  'deleteGroups',
  'describeGroups',
  'deleteTopicRecords',
];

/** Made by the client, connected by `connect()`; it may be connected again. */
function connected(
  of: Pick<Contract, 'id' | 'resource' | 'type' | 'creates' | 'borrows' | 'docs'>,
): Contract {
  return {
    modules: ['kafkajs'],
    acquire: [{ match: { method: 'connect', on: of.type }, resource: { at: 'receiver' }, fails: 'rejects' }],
    release: [{ method: 'disconnect', async: true }],
    again: 'harmless',
    reusable: true,
    lifetime: 'process',
    leakHurts: 'Its connections to the brokers stay open and keep the process alive.',
    ...of,
  };
}

const producer = connected({
  id: 'kafkajs.producer',
  resource: 'producer',
  type: 'Producer',
  creates: [{ method: 'producer', on: 'Kafka' }],
  borrows: [
    ...borrowing('promise', ['send', 'sendBatch']),
    ...borrowing('never', ['on', 'logger', 'isIdempotent']),
  ],
  docs: `${DOCS}/producing`,
});

const consumer: Contract = {
  ...connected({
    id: 'kafkajs.consumer',
    resource: 'consumer',
    type: 'Consumer',
    creates: [{ method: 'consumer', on: 'Kafka' }],
    borrows: [
      ...borrowing('promise', ['stop', 'commitOffsets', 'describeGroup']),
      ...borrowing('never', ['on', 'logger', 'pause', 'paused', 'resume', 'seek']),
    ],
    docs: `${DOCS}/consuming`,
  }),
  // From then on it works for as long as the process lives, unless somebody stops it.
  transfers: [{ method: 'subscribe' }, { method: 'run' }],
};

const admin = connected({
  id: 'kafkajs.admin',
  resource: 'admin client',
  type: 'Admin',
  creates: [{ method: 'admin', on: 'Kafka' }],
  borrows: [...borrowing('promise', ADMIN), ...borrowing('never', ['on', 'logger'])],
  docs: `${DOCS}/admin`,
});

const transaction: Contract = {
  id: 'kafkajs.transaction',
  modules: ['kafkajs'],
  resource: 'transaction',
  type: 'Transaction',
  acquire: [
    { match: { method: 'transaction', on: 'Producer' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [
    { method: 'abort', async: true },
    { method: 'commit', async: true, endsOnReject: false },
  ],
  again: 'rejects',
  borrows: [
    ...borrowing('promise', ['send', 'sendBatch', 'sendOffsets']),
    ...borrowing('never', ['isActive']),
  ],
  leakHurts:
    'The producer begins no other transaction, and consumers of committed messages wait behind it until it times out.',
  docs: `${DOCS}/transactions`,
};

const TYPINGS = `
export class Kafka {
  constructor(config: any);
  producer(config?: any): Producer;
  consumer(config: any): Consumer;
  admin(config?: any): Admin;
  logger(): any;
}
export interface Sender { send(record: any): Promise<any[]>; sendBatch(batch: any): Promise<any[]> }
export interface Producer extends Sender {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  transaction(): Promise<Transaction>;
  isIdempotent(): boolean;
  on(event: any, listener: (event: any) => void): () => void;
  logger(): any;
  readonly events: any;
}
export interface Transaction extends Sender {
  sendOffsets(offsets: any): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
  isActive(): boolean;
}
export interface Consumer {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  subscribe(subscription: any): Promise<void>;
  run(config?: any): Promise<void>;
  stop(): Promise<void>;
  commitOffsets(offsets: any[]): Promise<void>;
  describeGroup(): Promise<any>;
  seek(offset: any): void;
  pause(topics: any[]): void;
  paused(): any[];
  resume(topics: any[]): void;
  on(event: any, listener: (event: any) => void): () => void;
  logger(): any;
  readonly events: any;
}
export interface Admin {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
${ADMIN.map((name) => `  ${name}(options?: any, ...rest: any[]): Promise<any>;`).join('\n')}
  on(event: any, listener: (event: any) => void): () => void;
  logger(): any;
  readonly events: any;
}
export const CompressionTypes: any;
export const Partitioners: any;
export const logLevel: any;
export type EachMessagePayload = any;
export type KafkaConfig = any;
`;

export const kafkajs: Library = {
  name: 'kafkajs',
  contracts: [producer, consumer, admin, transaction],
  typings: { kafkajs: TYPINGS },
};
