/** Routes of the service. */
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import * as customers from './customers';
import { HttpError, statusOf } from './errors';
import { databaseVersion, isReady, poolState } from './health';
import * as legacy from './legacy/export';
import * as orders from './orders';
import * as payments from './payments';
import * as reports from './reports';

export function createApp(): Express {
  const app = express();
  app.use(express.json());
  addHealthRoutes(app);
  addOrderRoutes(app);
  addCustomerRoutes(app);
  addPaymentRoutes(app);
  addReportRoutes(app);
  addExportRoutes(app);
  app.use(answerError);
  return app;
}

function addHealthRoutes(app: Express): void {
  app.get('/health', (_req, res) => {
    res.json(poolState());
  });
  app.get('/ready', async (_req, res) => {
    const ready = await isReady();
    res.status(ready ? 200 : 503).json({ ready });
  });
  app.get('/version', async (_req, res) => {
    res.json({ database: await databaseVersion() });
  });
}

function addOrderRoutes(app: Express): void {
  app.get('/orders', async (req, res) => {
    res.json(await orders.listOrders(Number(req.query.limit ?? 20)));
  });
  app.get('/orders/:id', async (req, res) => {
    res.json(found(await orders.getOrder(Number(req.params.id))));
  });
  app.get('/orders/:id/total', async (req, res) => {
    res.json({ cents: found(await orders.getOrderTotal(Number(req.params.id))) });
  });
  app.post('/orders/:id/cancel', async (req, res) => {
    res.json({ cancelled: await orders.cancelOrder(Number(req.params.id)) });
  });
  app.post('/orders/:id/ship', async (req, res) => {
    res.json({ shipped: await orders.shipOrder(Number(req.params.id)) });
  });
  app.put('/orders/:id/items', async (req, res) => {
    await orders.replaceItems(Number(req.params.id), req.body);
    res.status(204).end();
  });
  app.post('/orders/:id/items', async (req, res) => {
    res.status(201).json({ added: await orders.addItems(Number(req.params.id), req.body) });
  });
}

function addCustomerRoutes(app: Express): void {
  app.get('/customers', async (req, res) => {
    res.json(await customers.searchCustomers(String(req.query.q ?? '')));
  });
  app.get('/customers/:id', async (req, res) => {
    res.json(found(await customers.findCustomer(Number(req.params.id))));
  });
  app.post('/customers/:id/orders', async (req, res) => {
    res.status(201).json({ id: await orders.createOrder(Number(req.params.id), req.body) });
  });
  app.put('/customers/:id/name', async (req, res) => {
    const renamed = await customers.renameCustomer(Number(req.params.id), String(req.body.name));
    res.json({ renamed });
  });
  app.post('/customers/:id/merge', async (req, res) => {
    const merged = await customers.mergeCustomers(Number(req.params.id), Number(req.body.into));
    res.json({ merged });
  });
  app.post('/customers/import', async (req, res) => {
    res.status(201).json({ imported: await customers.importCustomers(req.body) });
  });
  app.post('/customers/:id/deactivate', async (req, res) => {
    res.json({ deactivated: await customers.deactivateCustomer(Number(req.params.id)) });
  });
  app.delete('/customers/:id', async (req, res) => {
    const erased = await customers.eraseCustomer(Number(req.params.id), async (email) => {
      console.log(`farewell to ${email}`);
    });
    res.json({ erased });
  });
}

function addPaymentRoutes(app: Express): void {
  app.get('/payments/:id', async (req, res) => {
    res.json({ state: await payments.paymentState(Number(req.params.id)) });
  });
  app.post('/payments/:id/capture', async (req, res) => {
    res.json({ cents: found(await payments.capturePayment(Number(req.params.id))) });
  });
  app.post('/payments/:id/refund', async (req, res) => {
    res.json({ outcome: await payments.refundPayment(Number(req.params.id)) });
  });
  app.post('/payments/:id/void', async (req, res) => {
    res.json({ voided: await payments.voidPayment(Number(req.params.id)) });
  });
}

function addReportRoutes(app: Express): void {
  app.get('/reports/revenue/day/:day', async (req, res) => {
    res.json(await reports.dailyRevenue(req.params.day));
  });
  app.get('/reports/revenue/month/:month', async (req, res) => {
    res.json({ cents: await reports.monthlyRevenue(req.params.month) });
  });
  app.get('/reports/revenue/year/:year', async (req, res) => {
    res.json({ cents: await reports.yearlyRevenue(Number(req.params.year)) });
  });
  app.get('/reports/top-customers', async (_req, res) => {
    res.json(await reports.topCustomers(10));
  });
  app.post('/reports/revenue/refresh', async (_req, res) => {
    res.json({ days: await reports.refreshRevenue() });
  });
  app.delete('/reports/revenue/before/:day', async (req, res) => {
    res.json({ dropped: await reports.dropOldRevenue(req.params.day) });
  });
}

function addExportRoutes(app: Express): void {
  app.get('/export/orders/:customerId', (req, res, next) => {
    legacy.exportOrders(Number(req.params.customerId), sendCsv(res, next));
  });
  app.get('/export/customers', (_req, res, next) => {
    legacy.exportCustomers(sendCsv(res, next));
  });
  app.get('/export/payments/:status', async (req, res) => {
    res.type('text/csv').send(await legacy.exportPayments(req.params.status));
  });
  app.post('/archive', async (req, res) => {
    res.json({ archived: await legacy.archiveOrders(req.body) });
  });
  app.get('/archive/:customerId', async (req, res) => {
    res.json(await legacy.archivedOrders(Number(req.params.customerId)));
  });
}

function sendCsv(res: Response, next: NextFunction) {
  return (error: Error | null, csv?: string): void => {
    if (error) return next(error);
    res.type('text/csv').send(csv);
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new HttpError(404, 'not found');
  }
  return value;
}

/** Express knows an error middleware by its four parameters. */
function answerError(error: unknown, _req: Request, res: Response, _next: NextFunction): void {
  const status = statusOf(error);
  if (status === 500) {
    console.error(error);
  }
  res.status(status).json({ error: error instanceof Error ? error.message : 'unknown error' });
}
