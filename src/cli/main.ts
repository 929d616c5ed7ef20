#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useCompileCache } from '../io/compile-cache.js';

useCompileCache(dirname(fileURLToPath(import.meta.url)));
void import('./start.js').then(({ start }) => start());
