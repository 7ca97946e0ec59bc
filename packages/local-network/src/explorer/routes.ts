import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '@noctiluca/common/thrown';
import { NO_PAGE_HERE, PAGE_HEADERS, pageFile } from '@noctiluca/node';
import { answerCall } from './call-route.js';
import { Calls } from './calls.js';
import { networkFacts, type ShownNetwork } from './network-facts.js';
import { foreignness } from './own-origin.js';
import { proxy } from './proxy.js';
import { isRead, json, notAllowed, say } from './responses.js';

export interface RoutesComponents {
  /** The network now. */
  network(): ShownNetwork;
  /** Folder of the page's files; undefined while they are not built. */
  page(): string | undefined;
}

const PEER = /^\/peers\/([^/]+)(\/.*)$/;
/** What of a peer is passed on, and to what alone anything is sent. */
const OF_PEER = /^\/(?:api\/.*|health|metrics|versions|peer_id)$/;
const POSTED = '/api/clock/advance';

/** One origin for a page and all that it shows: its files, the network, each peer's endpoints, and calls. */
export class Routes {
  readonly #components: RoutesComponents;
  readonly #calls = new Calls();

  constructor(components: RoutesComponents) {
    this.#components = components;
  }

  /** Never rejects. @param port where this listens */
  async answer(from: IncomingMessage, to: ServerResponse, port: number): Promise<void> {
    for (const [name, value] of Object.entries(PAGE_HEADERS)) to.setHeader(name, value);
    try {
      await this.#answer(from, to, port);
    } catch (error) {
      if (to.headersSent) to.destroy();
      else say(to, 500, messageOf(error));
    }
  }

  async #answer(from: IncomingMessage, to: ServerResponse, port: number): Promise<void> {
    const url = new URL(from.url ?? '/', 'http://own');
    const { pathname } = url;
    const isData = /^\/(?:api|peers)(?:\/|$)/.test(pathname);
    const foreign = foreignness(from.headers, port, !isData);
    if (foreign !== undefined) say(to, 403, foreign);
    else if (pathname.startsWith('/peers/')) this.#peer(from, to, url);
    else if (pathname === '/api/call') await this.#call(from, to);
    else if (!isRead(from.method)) notAllowed(to, 'GET, HEAD');
    else if (pathname === '/api/network') json(to, 200, await networkFacts(this.#components.network()));
    else if (isData) say(to, 404, 'No such endpoint');
    else await this.#page(to, pathname);
  }

  #peer(from: IncomingMessage, to: ServerResponse, { pathname, search }: URL): void {
    const [, name, rest = ''] = PEER.exec(pathname) ?? [];
    const peer = this.#components.network().peers.find((each) => each.name === name);
    const isPosted = from.method === 'POST' && rest === POSTED;
    if (peer === undefined || !OF_PEER.test(rest)) say(to, 404, 'No such peer, or endpoint of one');
    else if (!isPosted && !isRead(from.method)) notAllowed(to, 'GET, HEAD');
    else proxy(from, to, new URL(rest + search, peer.http));
  }

  async #call(from: IncomingMessage, to: ServerResponse): Promise<void> {
    if (from.method === 'POST') await answerCall(from, to, this.#components.network().peers, this.#calls);
    else notAllowed(to, 'POST');
  }

  async #page(to: ServerResponse, pathname: string): Promise<void> {
    const folder = this.#components.page();
    if (folder === undefined) return say(to, 404, NO_PAGE_HERE);
    const file = await pageFile(folder, pathname);
    if (file === undefined) return say(to, 404, 'No such file');
    to.writeHead(200, { 'content-type': file.type, 'cache-control': file.cacheControl }).end(file.bytes);
  }
}
