/** Prisma, whose types are generated: the package has the names alone. */
import { prisma } from '../../src/contracts/prisma.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: prisma,
  packages: [],
  sources: ['@prisma/client'],
  cases: [
    {
      name: 'client',
      setUp: `import { PrismaClient } from '@prisma/client';`,
      leak: `export async function f() { const prisma = new PrismaClient(); await prisma.user.findMany(); await prisma.$disconnect(); }`,
      correct: `export async function f() { const prisma = new PrismaClient(); try { await prisma.$connect(); await prisma.$transaction(async (tx: any) => { await tx.user.create({}); }); } finally { await prisma.$disconnect(); } }`,
    },
    {
      name: 'client, by require, beside one that lives as long as the process',
      language: 'js',
      setUp: `const { PrismaClient } = require('@prisma/client'); const shared = globalThis.prisma ?? new PrismaClient(); globalThis.prisma = shared;`,
      leak: `exports.f = async () => { const prisma = new PrismaClient().$extends({}); const users = await prisma.user.findMany(); return users; };`,
      correct: `exports.f = async () => { await shared.user.findMany(); const prisma = new PrismaClient(); try { return await prisma.user.findMany(); } finally { await prisma.$disconnect(); } };`,
    },
  ],
});
