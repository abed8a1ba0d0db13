import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { base, problem, server } from '../server';
import { document as flow, inspect, write, written } from './inspect';

const box = (name: string | RegExp) => screen.findByRole('textbox', { name });

describe('a task', () => {
  it('is set by a form in the order of its schema, with what its type says', async () => {
    inspect({ select: 'scan' });
    await box(/^Title/);
    const labels = [...document.querySelectorAll('[id$="-label"]')].map((label) => label.textContent?.replace('*', ''));
    const wanted = ['Connection', 'Title', 'Priority', 'Module', 'Tags', 'Region', 'Limit', 'Headers', 'Body', 'Force', 'Target', 'Host'];
    expect(labels.filter((label) => wanted.includes(label ?? ''))).toEqual(wanted);
    expect(screen.getByText('Begins the title.')).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /Priority/ })).toHaveValue('3');
  });

  it('keeps a number that is none, says so at once, and takes it back step by step', async () => {
    let time = 0;
    const { user, node, store } = inspect({ select: 'scan', now: () => time });
    const field = await box(/Priority/);
    await user.clear(field);
    await user.type(field, '12x');
    expect(field).toHaveValue('12x');
    expect(node('scan')?.config?.['priority']).toBe('12x');
    expect(screen.getByText('Expected a whole number, 0 to 9.')).toBeInTheDocument();
    await user.clear(field);
    await user.type(field, '12');
    expect(node('scan')?.config?.['priority']).toBe(12);
    expect(screen.getByText('Expected 0 to 9.')).toBeInTheDocument();
    await user.keyboard('{Control>}z{/Control}');
    // One burst of keystrokes is one step.
    expect(node('scan')?.config?.['priority']).toBe(3);
    expect(field).toHaveValue('3');
    act(() => store.getState().redo());
    expect(field).toHaveValue('12');
    // What is typed after a pause is another.
    time += 1_500;
    await user.clear(field);
    await user.type(field, '4');
    await user.keyboard('{Control>}z{/Control}');
    expect(field).toHaveValue('12');
  });

  it('turns a field into an expression when = is typed, and back without losing either', async () => {
    const { user, node } = inspect({ select: 'scan' });
    const field = await box(/Priority/);
    await user.clear(field);
    await user.type(field, '=');
    const expression = await box(/Priority/);
    expect(expression).toHaveClass('cm-content');
    write(expression, 'vars.threshold');
    expect(node('scan')?.config?.['priority']).toBe('=vars.threshold');
    await user.click(screen.getByRole('button', { name: 'Expression for Priority' }));
    expect(screen.getByRole('textbox', { name: /Priority/ })).not.toHaveClass('cm-content');
    await user.click(screen.getByRole('button', { name: 'Expression for Priority' }));
    expect(written(screen.getByRole('textbox', { name: /Priority/ }))).toBe('vars.threshold');
  });

  it('shows what the server finds at the field it is about', async () => {
    inspect({
      select: 'scan',
      problems: [
        { code: 'CONFIG', severity: 'error', element: 'scan', path: '/config', message: "Expected 'title', found none; fill it in." },
        { code: 'X', severity: 'error', element: 'scan', path: '/config/tags/0', message: 'No such tag.' },
        { code: 'Y', severity: 'warning', element: 'scan', path: '', message: 'Nothing follows it.' },
        { code: 'Z', severity: 'error', element: 'other', path: '', message: 'Of another node.' },
      ],
      document: { ...flow, nodes: flow.nodes.map((node) => (node.id === 'scan' ? { ...node, config: { tags: ['x'] } } : node)) },
    });
    const title = await box(/^Title/);
    expect(title).toHaveAccessibleDescription(/found none; fill it in/);
    expect(screen.getByRole('textbox', { name: /Tags, 1/ })).toHaveAccessibleDescription(/No such tag/);
    expect(screen.getByRole('alert')).toHaveTextContent('Nothing follows it.');
    expect(screen.queryByText('Of another node.')).toBeNull();
  });

  it('lists what the connection offers, says why it cannot, and takes what is typed', async () => {
    server.use(http.get(`${base}/connections/qualys/options/regions`, () => problem(502, 'UPSTREAM', 'No answer', 'Qualys does not answer.')));
    const { user, node } = inspect({ select: 'scan' });
    const field = await screen.findByRole('combobox', { name: /Region/ });
    await user.click(field);
    expect(await screen.findByText(/Qualys does not answer/)).toBeInTheDocument();
    await user.type(field, 'eu-9');
    expect(node('scan')?.config?.['region']).toBe('eu-9');
    server.use(http.get(`${base}/connections/qualys/options/regions`, () => HttpResponse.json({ options: [{ value: 'eu-1', label: 'Frankfurt' }], complete: true })));
    await user.clear(field);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await user.click(field);
    await user.click(await screen.findByText('Frankfurt'));
    expect(node('scan')?.config?.['region']).toBe('eu-1');
  });

  it('takes times in words, lists, names with values, and JSON', async () => {
    const { user, node } = inspect({ select: 'scan' });
    const limit = await box(/^Limit/);
    await user.type(limit, '90');
    expect(node('scan')?.config?.['limit']).toBe('PT90M');
    await user.clear(limit);
    await user.type(limit, '1h 30m');
    expect(node('scan')?.config?.['limit']).toBe('PT1H30M');

    await user.click(screen.getByRole('button', { name: 'Add to tags' }));
    write(await box(/Tags, 1/), 'external');
    expect(node('scan')?.config?.['tags']).toEqual(['external']);

    await user.click(screen.getByRole('button', { name: 'Add to headers' }));
    expect(node('scan')?.config?.['headers']).toBeUndefined();
    await user.type(screen.getByRole('textbox', { name: 'Name' , description: /until then/ }), 'X-A');
    expect(node('scan')?.config?.['headers']).toEqual({ 'X-A': '' });

    write(await box(/^Body/), '{"a": [1');
    expect(node('scan')?.config?.['body']).toBe('{"a": [1');
    write(await box(/^Body/), '{"a": [1]}');
    expect(node('scan')?.config?.['body']).toEqual({ a: [1] });
  });

  it('bears ten thousand characters', async () => {
    const { node } = inspect({ select: 'scan' });
    const long = 'x'.repeat(10_000);
    write(await box(/^Title/), long);
    expect(node('scan')?.config?.['title']).toBe(long);
  });

  it('retries as its author wants; what is no number stays in its field', async () => {
    const { user, node, select } = inspect({ select: 'scan' });
    await user.click(await screen.findByRole('button', { name: /Retries and time limit/ }));
    await user.type(await box('Tries in all'), '500');
    expect(node('scan')?.['retry']).toEqual({ maxAttempts: 50 });
    expect(screen.getByText(/from 1 to 100/)).toBeInTheDocument();
    select('done');
    select('scan');
    await user.click(await screen.findByRole('button', { name: /Retries and time limit/ }));
    expect(await box('Tries in all')).toHaveValue('500');
    await user.type(await box('Time limit'), '2d');
    expect(node('scan')?.['timeout']).toBe('P2D');
    await user.click(screen.getByRole('switch', { name: /Skip this node/ }));
    expect(node('scan')?.['disabled']).toBe(true);
  });

  it('explains itself, and pins what it gives', async () => {
    const { user, store } = inspect({ select: 'scan' });
    await user.click(await screen.findByRole('tab', { name: 'Help' }));
    expect(screen.getByText('Qualys: Manager')).toBeInTheDocument();
    expect(screen.getByText('scan.failed')).toBeInTheDocument();
    await user.click(screen.getByRole('tab', { name: 'Output' }));
    await user.click(screen.getByRole('button', { name: 'Pin its output' }));
    write(await box('Output'), '{"score": 950, "state": "done"}');
    expect(store.getState().pins['scan']).toEqual({ output: { score: 950, state: 'done' } });
    write(await box('Output'), '{"score": 9');
    expect(await screen.findByText(/stays pinned/)).toBeInTheDocument();
    await user.click(within(screen.getByRole('radiogroup', { name: 'What is pinned' })).getByText('Error'));
    expect(store.getState().pins['scan']).toEqual({ error: { code: 'scan.failed', message: 'Pinned for a trial.' } });
    expect(screen.getByText('Error pinned')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Remove the pin' }));
    expect(store.getState().pins).toEqual({});
  });

  it('changes nothing for those who may only look', async () => {
    inspect({ select: 'scan', mayEdit: false });
    expect(await box(/Priority/)).toBeDisabled();
    expect(await box(/^Title/)).toHaveAttribute('aria-readonly', 'true');
  });
});

describe('references', () => {
  it('go into the field written in last, safe for what may be missing', async () => {
    const { user, node } = inspect({ select: 'scan' });
    await user.click(await screen.findByRole('button', { name: 'Expression for Priority' }));
    write(await box(/Priority/), '');
    act(() => screen.getByRole('textbox', { name: /Priority/ }).focus());
    await user.click(screen.getByRole('tab', { name: 'Input' }));
    await user.click(await screen.findByRole('button', { name: 'Open Scan it' }));
    await user.click(screen.getByRole('button', { name: /^TruRisk score/ }));
    await waitFor(() => expect(node('scan')?.config?.['priority']).toBe('=required(nodes.scan.output.score)'));
  });

  it('ask for a field first', async () => {
    const { user } = inspect({ select: 'scan' });
    await user.click(await screen.findByRole('tab', { name: 'Input' }));
    await user.click(await screen.findByRole('button', { name: 'Open Variables' }));
    await user.click(screen.getByRole('button', { name: /^Threshold/ }));
    expect(screen.getByText(/Put the cursor into a field first/)).toBeInTheDocument();
  });
});

describe('an expression', () => {
  it('says what it comes to, and what is wrong with it', async () => {
    const { user, asked } = inspect({
      select: 'scan',
      check: ({ expression }) =>
        expression === 'wrong'
          ? { problems: [{ code: 'UNKNOWN_NAME', severity: 'error', message: "found 'wrong'", from: 0, to: 5 }] }
          : { type: 'a whole number', evaluated: true, value: 7 },
    });
    await user.click(await screen.findByRole('button', { name: 'Expression for Priority' }));
    const field = await box(/Priority/);
    expect(written(field)).toBe('3');
    expect(await screen.findByText('7')).toBeInTheDocument();
    write(field, 'wrong');
    expect(await screen.findByText("found 'wrong'")).toBeInTheDocument();
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(asked.filter(({ expression }) => expression === 'wrong')).toHaveLength(1);
  });

  it('stays a plain text when the server is away', async () => {
    const { node } = inspect({ select: 'scan' });
    server.use(
      http.post(`${base}/expressions/scope`, () => HttpResponse.error()),
      http.post(`${base}/expressions/check`, () => HttpResponse.error()),
    );
    write(await box(/^Title/), 'Scan of ${trigger.id}');
    expect(await screen.findByText(/Not checked: the server does not answer/)).toBeInTheDocument();
    expect(node('scan')?.config?.['title']).toBe('Scan of ${trigger.id}');
  });
});

describe('a way out of a choice', () => {
  it('is said in rules and in a sentence', async () => {
    inspect({ select: 'above' });
    expect(await screen.findByText('Holds when TruRisk score is above 900.')).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Value' })).toHaveValue('900');
  });

  it('writes the guards that the check wants', async () => {
    const { user, edge } = inspect({ select: 'above' });
    await screen.findByText('Holds when TruRisk score is above 900.');
    const value = screen.getByRole('textbox', { name: 'Value' });
    await user.clear(value);
    await user.type(value, '1001');
    expect(edge('above')?.when).toBe('nodes.scan.output.score != null && nodes.scan.output.score > 1001');
    expect(screen.getByText('Expected 0 to 1000.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Rule' }));
    const [, second] = screen.getAllByRole('combobox', { name: 'Field' });
    await user.click(second as HTMLElement);
    await user.click(await screen.findByRole('option', { name: /^Machine/ }));
    expect(edge('above')?.when).toBe('nodes.scan.output.score != null && nodes.scan.output.score > 1001');
    await user.type(screen.getAllByRole('textbox', { name: 'Value' })[1] as HTMLElement, "i-1's");
    expect(edge('above')?.when).toBe(String.raw`nodes.scan.output.score != null && nodes.scan.output.score > 1001 && trigger.id == 'i-1\'s'`);
  });

  it('keeps a rule that is not finished', async () => {
    const { user, select } = inspect({ select: 'none' });
    await user.click(await screen.findByRole('button', { name: 'Rule' }));
    select('above');
    await screen.findByText('Holds when TruRisk score is above 900.');
    select('none');
    await screen.findByText('Holds when TruRisk score has no value.');
    expect(screen.getAllByRole('combobox', { name: 'Field' })).toHaveLength(2);
  });

  it('opens as an expression what rules cannot show, unharmed', async () => {
    const source = 'nodes.scan.output.score + 1 > 900 // on purpose';
    const { edge } = inspect({ select: 'above', document: { ...flow, edges: flow.edges.map((one) => (one.id === 'above' ? { ...one, when: source } : one)) } });
    expect(written(await box('Taken when'))).toBe(source);
    expect(screen.getByText(/more than rules can show/)).toBeInTheDocument();
    expect(edge('above')?.when).toBe(source);
  });

  it('can be the one taken otherwise, and gets its condition back', async () => {
    const { user, edge } = inspect({ select: 'above' });
    await user.click(await screen.findByRole('switch', { name: /Otherwise/ }));
    expect(edge('above')).toMatchObject({ otherwise: true });
    expect(edge('above')?.when).toBeUndefined();
    expect(edge('rest')?.otherwise).toBeUndefined();
    await user.click(screen.getByRole('switch', { name: /Otherwise/ }));
    expect(edge('above')?.when).toBe('nodes.scan.output.score != null && nodes.scan.output.score > 900');
  });

  it('has its place in the order of the choice', async () => {
    const { user, store } = inspect({ select: 'risky' });
    await user.click(await screen.findByRole('button', { name: 'Try none → Ask earlier' }));
    expect(store.getState().document.edges.filter(({ from }) => from === 'risky').map(({ id }) => id)).toEqual(['none', 'above', 'rest']);
    expect(screen.getByRole('button', { name: 'Try none → Ask earlier' })).toBeDisabled();
    expect(screen.getByText('Otherwise: when no other way holds')).toBeInTheDocument();
  });
});

describe('other nodes', () => {
  it('a wait: for a time, a date, a message, or until it shows', async () => {
    const { user, node } = inspect({ select: 'pause' });
    const time = await box(/How long/);
    expect(time).toHaveValue('10');
    await user.clear(time);
    await user.type(time, '45');
    expect(node('pause')?.['until']).toEqual({ timer: 'PT45M' });
    await user.click(screen.getByText('for a message'));
    write(await box(/^Key/), '=trigger.id');
    expect(node('pause')?.['until']).toEqual({ message: '', key: '=trigger.id' });
    await user.click(screen.getByText('until it shows'));
    await user.click(screen.getByRole('combobox', { name: /Looks by/ }));
    await user.click(await screen.findByRole('option', { name: 'Look' }));
    expect(node('pause')?.['until']).toMatchObject({ type: 'look', every: 'PT5M' });
    await user.click(await screen.findByRole('combobox', { name: 'Field' }));
    await user.click(await screen.findByRole('option', { name: /^Done/ }));
    expect(node('pause')?.['until']).toMatchObject({ condition: 'output.done' });
    await user.click(screen.getByText('a time'));
    expect(node('pause')?.['until']).toEqual({ timer: 'PT45M' });
  });

  it('an approval, and what leads away from a node', async () => {
    const { user, node, select } = inspect({ select: 'ask' });
    write(await box(/^Question/), 'Patch ${trigger.id}?');
    expect(node('ask')?.['title']).toBe('Patch ${trigger.id}?');
    await user.type(await box(/Time to decide/), '2d');
    expect(node('ask')?.['deadline']).toBe('P2D');
    select('late');
    await user.click(await screen.findByRole('combobox', { name: 'Leads away' }));
    await user.click(await screen.findByRole('option', { name: 'after a time', hidden: true }));
    expect(node('late')?.['event']).toEqual({ timer: 'PT1H' });
    await user.click(screen.getByRole('switch', { name: /Ends the node/ }));
    expect(node('late')?.['interrupting']).toBe(false);
  });

  it('a start: its trigger, and a form that is designed field by field', async () => {
    const { user, node } = inspect({ select: 'begin' });
    await user.click(await screen.findByRole('button', { name: 'Add a field' }));
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await user.clear(title);
    await user.type(title, 'Instance id');
    await user.click(screen.getByRole('checkbox', { name: 'Must be filled in' }));
    expect(node('begin')?.config?.['schema']).toMatchObject({ type: 'object', required: ['instanceId'], properties: { instanceId: { type: 'string', title: 'Instance id' } } });
    await user.click(screen.getByRole('combobox', { name: 'Kind' }));
    await user.click(await screen.findByRole('option', { name: 'Whole number' }));
    await user.type(screen.getByRole('textbox', { name: 'At least' }), '5');
    expect(node('begin')?.config?.['schema']).toMatchObject({ properties: { instanceId: { type: 'integer', minimum: 5 } } });
    await user.click(screen.getByRole('combobox', { name: 'Begins with' }));
    await user.click(await screen.findByRole('option', { name: 'Schedule' }));
    await user.type(await box(/^Cron/), '0 6 * * 1-5');
    expect(screen.getByText(/06:00, Monday through Friday/)).toBeInTheDocument();
    expect(node('begin')).toMatchObject({ trigger: 'schedule', config: { cron: '0 6 * * 1-5' } });
  });

  it('gets another name in expressions, which follow', async () => {
    const { user, edge, store } = inspect({ select: 'scan' });
    await user.click(await screen.findByRole('button', { name: 'Change the name in expressions' }));
    const field = await box('Name in expressions');
    await user.clear(field);
    await user.type(field, 'perimeter{Enter}');
    expect(edge('above')?.when).toBe('nodes.perimeter.output.score != null && nodes.perimeter.output.score > 900');
    expect([...store.getState().selection]).toEqual(['perimeter']);
  });
});

describe('the workflow', () => {
  it('has a name, which is kept while it is empty, and variables', async () => {
    const { user, store } = inspect();
    const [name] = await screen.findAllByRole('textbox', { name: 'Name' });
    await user.clear(name as HTMLElement);
    expect(screen.getByText('Give it a name.')).toBeInTheDocument();
    expect(store.getState().document.name).toBe('Flow');
    await user.type(name as HTMLElement, 'River');
    expect(store.getState().document.name).toBe('River');
    const variable = screen.getByRole('group', { name: 'Threshold' });
    const value = within(variable).getByRole('textbox', { name: /^Value/ });
    await user.clear(value);
    await user.type(value, '850');
    expect(store.getState().document.variables?.[0]).toMatchObject({ name: 'threshold', value: 850 });
    await user.click(screen.getByRole('button', { name: 'Add a variable' }));
    expect(store.getState().document.variables).toHaveLength(2);
  });

  it('counts what is selected when it is several', async () => {
    const { store } = inspect({ select: 'scan' });
    await box(/^Title/);
    act(() => store.getState().select(['scan', 'done', 'e1']));
    expect(await screen.findByText(/2 nodes and 1 lines are selected/)).toBeInTheDocument();
  });
});
