namespace Psutil.Diagnostics;

/// <summary>The measurements of an instrument that come from one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Measure">Measures by the source's reading of the current collection; empty if there is none.</param>
internal sealed record InstrumentPart<TNumber>(Source Source, Func<IEnumerable<Measurement<TNumber>>> Measure)
    where TNumber : struct;
