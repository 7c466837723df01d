import { expect, test } from 'vitest';
import { TransferPlan } from '../../appliance/models/transfer-plan.ts';

test('files that come with one package count once', () => {
  const plan = new TransferPlan();
  plan.expect('a', 'package', 100);
  plan.expect('b', 'package', 100);
  plan.expect('c', 'url', 50);
  plan.moved('package', 40);
  expect(plan.totals()).toEqual({ doneBytes: 40, totalBytes: 150 });
});

test('when a mirror fails, what is left to do is that of the next', () => {
  const plan = new TransferPlan();
  plan.expect('a', 'url', 10);
  plan.expect('a', 'package', 100);
  expect(plan.totals()).toEqual({ doneBytes: 0, totalBytes: 100 });
});

test('a transfer that nobody counted is done when its file is here', () => {
  const plan = new TransferPlan();
  plan.expect('a', 'package', 100);
  plan.finished('a');
  expect(plan.totals()).toEqual({ doneBytes: 100, totalBytes: 100 });
});

test('a transfer that turns out bigger than it was said to be never shows more than the whole', () => {
  const plan = new TransferPlan();
  plan.expect('a', 'package', 100);
  plan.moved('package', 130);
  expect(plan.totals()).toEqual({ doneBytes: 130, totalBytes: 130 });
});
