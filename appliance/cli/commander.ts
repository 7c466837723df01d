import type * as Commander from 'commander';
import { requirePackage } from '../kernel/common-js.ts';

export const { Command, CommanderError, InvalidArgumentError, Option } = requirePackage<typeof Commander>('commander');
