// From the stream's event to named values of a moment: what the charts and the findings read.

const modes = ['user', 'nice', 'system', 'iowait', 'irq', 'softirq', 'steal'];

const sum = (items, value) => {
  let total = NaN;
  for (const item of items) {
    const part = value(item);
    if (Number.isFinite(part)) {
      total = (Number.isFinite(total) ? total : 0) + part;
    }
  }
  return total;
};

export function valuesOf(event) {
  const values = {};
  const cpu = event.cpu ?? {};
  const times = cpu.times_percent ?? {};
  for (const mode of modes) {
    values[`cpu.${mode}`] = times[mode];
  }
  values['cpu.interrupts'] = sum([times], part => sum([part.irq, part.softirq], value => value));
  values['cpu.percent'] = cpu.percent ?? NaN;
  (cpu.per_cpu ?? []).forEach((core, index) => {
    values[`core.${core.number ?? index}`] = core.percent;
  });
  values.load = event.load_average?.[0];

  const memory = event.memory?.virtual ?? {};
  const swap = event.memory?.swap ?? {};
  const cached = (memory.cached ?? 0) + (memory.buffers ?? 0);
  values['memory.total'] = memory.total;
  values['memory.available'] = memory.available;
  values['memory.used'] = Number.isFinite(memory.free) && Number.isFinite(memory.cached)
    ? Math.max(memory.total - memory.free - cached, 0)
    : memory.used;
  values['memory.buffers'] = memory.buffers;
  values['memory.cached'] = memory.cached;
  values['memory.arc'] = memory.arc;
  values['swap.total'] = swap.total;
  values['swap.used'] = swap.total > 0 ? swap.used : NaN;
  values['swap.in'] = swap.sin_rate;
  values['swap.out'] = swap.sout_rate;

  for (const [resource, pressure] of Object.entries(event.pressure ?? {})) {
    values[`pressure.${resource}`] = pressure?.some?.avg10;
    values[`pressure.${resource}.full`] = pressure?.full?.avg10;
  }
  const disks = event.disks ?? [];
  values['disk.read'] = sum(disks, disk => disk.read_rate);
  values['disk.write'] = sum(disks, disk => disk.write_rate);
  const interfaces = (event.network ?? []).filter(link => link.name !== 'lo' && !link.name?.startsWith('lo0'));
  values['network.recv'] = sum(interfaces, link => link.recv_rate);
  values['network.sent'] = sum(interfaces, link => link.sent_rate);
  for (const volume of event.file_systems ?? []) {
    values[`volume.${volume.mountpoint}`] = volume.percent;
  }
  return values;
}

// The server's hour of samples, oldest first.
export function loadHistory(history, series) {
  for (const sample of history.samples ?? []) {
    series.append(sample.time, valuesOf(sample));
  }
}
