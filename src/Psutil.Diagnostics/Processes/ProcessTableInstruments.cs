namespace Psutil.Diagnostics;

/// <summary>The instruments of the process table.</summary>
internal static class ProcessTableInstruments
{
    public static void Add(InstrumentFactory factory, ProcessTable table)
    {
        Source<ProcessTableReading> source = factory.Sampler.Add("processes", "processes", table.Read);
        factory.UpDownCounter(source, "system.process.count", "{process}", "The number of processes in each state.", value =>
            Measure.Each("process.state", [.. value.ByState.Select(state => (state.Key, (long?)state.Value))])
        );
    }
}
