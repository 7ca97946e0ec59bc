import { useMemo } from 'preact/hooks';
import type { ServiceItem } from '../../model/answers.js';
import type { Peer } from '../../model/peer.js';
import { address, setQuery } from '../../state/address.js';
import { canCall, isAsked, peers } from '../../state/peers.js';
import { interfaceOf, servicesOf } from '../../state/services.js';
import { Notice } from '../../ui/notice.js';
import { CallForm } from './call-form.js';
import { Choice } from './choice.js';

/** Calls a function of a service, as its interface says it is called. */
export function CallView() {
  const [first] = peers.value;
  const peer = peers.value.find(({ name }) => name === address.value.query.get('peer')) ?? first;
  return (
    <section class="call" aria-labelledby="call-title">
      <h1 id="call-title">Call a service</h1>
      {isAsked.value && !canCall.value && <Notice>Calls are made on local networks only.</Notice>}
      {canCall.value && peer !== undefined && (
        <div class="call-form">
          <Choice
            label="Peer"
            value={peer.name}
            options={peers.value.map(({ name }) => [name, name])}
            onChoose={(name) => setQuery({ peer: name, service: '', function: '' })}
          />
          <Services key={peer.peerId} peer={peer} />
        </div>
      )}
    </section>
  );
}

function Services({ peer }: { readonly peer: Peer }) {
  const asked = useMemo(() => servicesOf(peer), [peer]);
  const { value: services, why } = asked.value;
  if (services === undefined) return <Notice>{why === '' ? 'Asking the peer …' : why}</Notice>;
  const { query } = address.value;
  const [wanted, scope] = [query.get('service'), query.get('scope')];
  const chosen =
    services.find((each) => each.serviceId === wanted && (scope === null || each.scope === scope)) ??
    services[0];
  if (chosen === undefined) return <Notice>This peer has no services.</Notice>;
  return (
    <>
      <Choice
        label="Service"
        value={keyOf(chosen)}
        options={services.map((each) => [keyOf(each), titleOf(each)])}
        onChoose={(key) => {
          const { serviceId = '', scope: of = '' } = services.find((each) => keyOf(each) === key) ?? {};
          setQuery({ service: serviceId, scope: of, function: '' });
        }}
      />
      <Functions key={keyOf(chosen)} peer={peer} service={chosen} />
    </>
  );
}

function Functions({ peer, service }: { readonly peer: Peer; readonly service: ServiceItem }) {
  const asked = useMemo(() => interfaceOf(peer, service), [peer, service]);
  const { value, why } = asked.value;
  if (value === undefined) return <Notice>{why === '' ? 'Asking the peer …' : why}</Notice>;
  const functions = value.function_signatures;
  const chosen = functions.find(({ name }) => name === address.value.query.get('function')) ?? functions[0];
  if (chosen === undefined) return <Notice>This service has no functions.</Notice>;
  return (
    <>
      <Choice
        label="Function"
        value={chosen.name}
        options={functions.map(({ name }) => [name, name])}
        onChoose={(name) => setQuery({ function: name })}
      />
      <CallForm
        key={chosen.name}
        target={targetOf(peer, service)}
        signature={chosen}
        records={value.record_types}
      />
    </>
  );
}

function targetOf({ name }: Peer, { scope, serviceId }: ServiceItem) {
  return { peer: name, service: serviceId, ...(scope !== 'host' && { worker: scope }) };
}

const keyOf = ({ scope, serviceId }: ServiceItem) => `${scope}/${serviceId}`;

function titleOf({ aliases, name, serviceId, scope }: ServiceItem): string {
  const title = aliases[0] ?? (name === '' ? serviceId : name);
  return scope === 'host' ? title : `${title} (worker …${scope.slice(-6)})`;
}
