using Psutil.Tool.Readings;

namespace Psutil.Tool.Listing;

/// <summary>The field <c>energy</c>: an estimate of a process's part of the power of the processors and their memory.</summary>
internal static class ProcessEnergyField
{
    public static ProcessField Estimate { get; } =
        new()
        {
            Name = "energy",
            Sources = ProcessFields.CpuTimes,
            Write = (writer, row) =>
            {
                writer.StartObject();
                writer.Number("estimated_watts", Rounded(row.EstimatedWatts));
                writer.Text("reason", row.EnergyReason is { } reason ? Reasons.Of(reason) : null);
                writer.EndObject();
            },
            Columns =
            [
                new("estimated_watts", (writer, row) => writer.Number(Rounded(row.EstimatedWatts)), "EST-WATT", IsRightAligned: true),
            ],
            Number = row => row.EstimatedWatts,
            LargestFirst = true,
            IsOnlyOnRequest = true,
        };

    // An estimate is not exact to more.
    private static double? Rounded(double? watts) => watts is { } known ? Math.Round(known, 2) : null;
}
