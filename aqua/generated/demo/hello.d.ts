/* eslint-disable */
// @ts-nocheck
/**
 *
 * This file is generated using:
 * @fluencelabs/aqua-api version: 0.13.0
 * @fluencelabs/aqua-to-js version: 0.3.13
 * If you find any bugs in generated AIR, please write an issue on GitHub: https://github.com/fluencelabs/aqua/issues
 * If you find any bugs in generated JS/TS, please write an issue on GitHub: https://github.com/fluencelabs/js-client/issues
 *
 */
import type { IFluenceClient as IFluenceClient$$, ParticleContext as ParticleContext$$ } from '@fluencelabs/js-client';

// Making aliases to reduce chance of accidental name collision
import {
    v5_callFunction as callFunction$$,
    v5_registerService as registerService$$
} from '@fluencelabs/js-client';


// Functions
export type HelloEverywhereParams = [peer_ids: string[], name: string, timeout_ms: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_ids: string[], name: string, timeout_ms: number, config?: {ttl?: number}];

export type HelloEverywhereResult = Promise<{ error: string; peer_id: string; success: boolean; text: string; }[]>;

export type HelloParams = [peer_id: string, name: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, name: string, config?: {ttl?: number}];

export type HelloResult = Promise<string>;

export type DescribeGreeterResultType = { name: string; version: string; languages: string[]; greeted_limit: number; picture: number[]; recent: string[]; greeted: number; }

export type DescribeGreeterParams = [peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, config?: {ttl?: number}];

export type DescribeGreeterResult = Promise<DescribeGreeterResultType>;

export type WhoAmIResultType = { worker_id: string; timestamp: number; init_peer_id: string; service_creator: string; host_id: string; particle_id: string; ttl: number; origins: { function_name: string; lens: string; peer_id: string; service_id: string; }[][]; service_id: string; }

export type WhoAmIParams = [peer_id: string, note: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, note: string, config?: {ttl?: number}];

export type WhoAmIResult = Promise<WhoAmIResultType>;

