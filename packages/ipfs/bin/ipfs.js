#!/usr/bin/env node
import { main } from '../bundle/ipfs-command.js';

process.exitCode = await main(process.argv.slice(2));
