// From an event of the stream, or the server's history, to named values of a moment: what the charts draw.

const modes = ['user', 'nice', 'system', 'iowait', 'irq', 'softirq', 'steal'];

const isLoopback = name => name === 'lo' || name === 'lo0';

export function valuesOf(event) {
  const values = {};
  const cpu = event.cpu ?? {};
  values['cpu.percent'] = cpu.percent;
  for (const mode of modes) {
    values[`cpu.${mode}`] = cpu.times_percent?.[mode];
  }
  for (const core of cpu.per_cpu ?? []) {
    values[`core.${core.number}`] = core.percent;
  }
  values.load = event.load_average?.[0];

  const memory = event.memory?.virtual ?? {};
  for (const part of ['total', 'available', 'used', 'free', 'buffers', 'cached', 'zfs_arc']) {
    values[`memory.${part}`] = memory[part];
  }
  const swap = event.memory?.swap ?? {};
  values['swap.total'] = swap.total;
  values['swap.used'] = swap.used;
  values['swap.in'] = event.memory?.swap_in_rate;
  values['swap.out'] = event.memory?.swap_out_rate;

  for (const [resource, pressure] of Object.entries(event.pressure ?? {})) {
    values[`pressure.${resource}`] = pressure?.some?.avg10;
    values[`pressure.${resource}.full`] = pressure?.full?.avg10;
  }
  // A partition's traffic is its disk's too: the server says what the whole is.
  values['disk.read'] = event.disk_total?.read_rate;
  values['disk.write'] = event.disk_total?.write_rate;
  const links = (event.network ?? []).filter(link => !isLoopback(link.name));
  values['network.recv'] = sum(links.map(link => link.recv_rate));
  values['network.sent'] = sum(links.map(link => link.sent_rate));
  for (const volume of event.file_systems ?? []) {
    values[`volume.${volume.mountpoint}`] = volume.percent;
  }
  return complete(values);
}

// The server's hour: {time: […], series: {name: […]}}, oldest first.
export function loadHistory(history, series) {
  const columns = Object.entries(history.series ?? {});
  (history.time ?? []).forEach((time, index) => {
    series.append(time, complete(Object.fromEntries(columns.map(([name, values]) => [name, values[index]]))));
  });
}

// What is stacked must add up to the whole: "used" is what is neither free nor a cache.
function complete(values) {
  const { 'memory.total': total, 'memory.free': free, 'memory.cached': cached } = values;
  if (isNumber(total) && isNumber(free) && isNumber(cached)) {
    values['memory.used'] = Math.max(0, total - free - cached - (values['memory.buffers'] ?? 0) - (values['memory.zfs_arc'] ?? 0));
  }
  values['cpu.interrupts'] = sum([values['cpu.irq'], values['cpu.softirq']]);
  return values;
}

const isNumber = value => typeof value === 'number';

// The sum of what is known; undefined if nothing is.
function sum(parts) {
  const known = parts.filter(isNumber);
  return known.length > 0 ? known.reduce((total, part) => total + part, 0) : undefined;
}
