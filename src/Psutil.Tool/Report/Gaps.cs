namespace Psutil.Tool.Report;

/// <summary>What could not be read, by its place in the report, and why.</summary>
internal sealed class Gaps
{
    private readonly List<Gap> _all = [];

    public IReadOnlyList<Gap> All => _all;

    /// <summary>Reads a value; null, and noted, if it cannot be had.</summary>
    public T? Read<T>(string place, Func<T?> read)
        where T : class => TryRead(place, read, out T? value) ? value : null;

    /// <inheritdoc cref="Read{T}(string, Func{T})"/>
    public T? ReadValue<T>(string place, Func<T> read)
        where T : struct => TryRead(place, read, out T value) ? value : null;

    /// <inheritdoc cref="Read{T}(string, Func{T})"/>
    public T? ReadValue<T>(string place, Func<T?> read)
        where T : struct => TryRead(place, read, out T? value) ? value : null;

    /// <summary>Why a value is missing, as a table's cell; null if it is not.</summary>
    public string? Cell(string place) => Reasons.Cell(_all.Find(gap => gap.Place == place)?.Reason);

    /// <summary>
    /// The first of some values that are all missing because reading them failed; null if any was read, or is just not offered here.
    /// </summary>
    public Gap? FindTotalFailure(params string[] places) =>
        places.All(place => _all.Exists(gap => gap.Place == place && gap.Reason != Reasons.NotSupported))
            ? _all.First(gap => gap.Place == places[0])
            : null;

    /// <summary>The reasons by place, as an object.</summary>
    public void Write(ReportWriter writer)
    {
        writer.StartObject("unavailable");
        foreach (Gap gap in _all)
        {
            writer.Text(gap.Place, gap.Reason);
        }

        writer.EndObject();
    }

    private bool TryRead<T>(string place, Func<T> read, out T? value)
    {
        try
        {
            value = read();
            return true;
        }
        catch (PsutilException exception)
        {
            _all.Add(new Gap(place, ReasonOf(exception), exception.Message));
            value = default;
            return false;
        }
    }

    private static string ReasonOf(PsutilException exception) =>
        exception switch
        {
            AccessDeniedException => Reasons.Denied,
            NoSuchProcessException => Reasons.Gone,
            PsutilTimeoutException => Reasons.TimedOut,
            MalformedDataException => Reasons.Malformed,
            PsutilNotSupportedException => Reasons.NotSupported,
            _ => Reasons.Failed,
        };
}
