using Psutil.AspNetCore.Sampling;

namespace Psutil.AspNetCore.Api;

/// <summary>The last hour as arrays, one for the times and one for each series.</summary>
internal static class HistoryDocument
{
    public static byte[] Write(History history) =>
        JsonBytes.OfDocument(writer =>
        {
            (double[] times, IReadOnlyList<(string Name, double[] Values)> series) = history.Read();
            writer.StartArray("time");
            foreach (double time in times)
            {
                writer.Number(Math.Round(time, 3));
            }

            writer.EndArray();
            writer.StartObject("series");
            foreach ((string name, double[] values) in series)
            {
                writer.StartArray(name);
                foreach (double value in values)
                {
                    // NaN becomes null.
                    writer.Number(Math.Round(value, 2));
                }

                writer.EndArray();
            }

            writer.EndObject();
        });
}
