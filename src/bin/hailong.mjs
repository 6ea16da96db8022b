#!/usr/bin/env node
// The `hailong` command (docs/command.md): plain JavaScript, so that it runs before anything is installed or built.
import { ensureBuilt } from '../../scripts/build.mjs';
import { ensureInstalled, requireNode } from '../../scripts/install.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();
process.env.NODE_ENV ??= 'production';
const { runCommand } = await import('../../build/bin/hailong.js');
await runCommand(process.argv.slice(2));
