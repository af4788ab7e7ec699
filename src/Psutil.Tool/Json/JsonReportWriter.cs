using System.Text.Json;
using Psutil.Tool.Report;

namespace Psutil.Tool.Json;

/// <summary>Writes a report as JSON: bytes, seconds, milliseconds and seconds since the epoch as plain numbers.</summary>
internal sealed class JsonReportWriter(Stream output, bool indented) : ReportWriter, IDisposable
{
    // The size of one write: large enough to keep system calls rare, and small enough to keep memory flat for any number of processes.
    private const int FlushThreshold = 64 * 1024;

    private readonly Utf8JsonWriter _json = new(
        output,
        new JsonWriterOptions
        {
            Encoder = AsciiJsonEncoder.Instance,
            Indented = indented,
            NewLine = "\n",
        }
    );

    // The names in each open object, the outermost first. Small sets are reused; large ones are not, because clearing them is slow.
    private const int MostNamesKept = 256;
    private readonly List<HashSet<string>> _names = [];
    private int _objects;

    // The number of open brackets within a skipped value; null outside of one.
    private int? _leftOut;

    public override void StartObject()
    {
        if (Opens())
        {
            _json.WriteStartObject();
            if (_objects == _names.Count)
            {
                _names.Add(new HashSet<string>(StringComparer.Ordinal));
            }

            _objects++;
        }
    }

    public override void EndObject()
    {
        if (!Closes())
        {
            return;
        }

        _json.WriteEndObject();
        HashSet<string> names = _names[--_objects];
        if (names.Count > MostNamesKept)
        {
            _names[_objects] = new HashSet<string>(StringComparer.Ordinal);
        }
        else
        {
            names.Clear();
        }

        if (_json.BytesPending > FlushThreshold)
        {
            _json.Flush();
        }
    }

    public override void StartArray()
    {
        if (Opens())
        {
            _json.WriteStartArray();
        }
    }

    public override void EndArray()
    {
        if (Closes())
        {
            _json.WriteEndArray();
        }
    }

    /// <summary>
    /// The name of the next value. A name that the object already has is skipped with its value, because many readers reject duplicates.
    /// </summary>
    public override void Name(string name)
    {
        if (_leftOut is not null)
        {
            return;
        }

        string valid = JsonText.MakeValid(name);
        if (_names[_objects - 1].Add(valid))
        {
            _json.WritePropertyName(valid);
        }
        else
        {
            _leftOut = 0;
        }
    }

    public override void Text(string? value)
    {
        if (IsWanted())
        {
            _json.WriteStringValue(value is null ? null : JsonText.MakeValid(value));
        }
    }

    public override void None()
    {
        if (IsWanted())
        {
            _json.WriteNullValue();
        }
    }

    public override void Number(long? value)
    {
        if (value is not { } known)
        {
            None();
        }
        else if (IsWanted())
        {
            _json.WriteNumberValue(known);
        }
    }

    public override void Number(double? value)
    {
        // JSON cannot represent NaN and infinities.
        if (value is not { } known || !double.IsFinite(known))
        {
            None();
        }
        else if (IsWanted())
        {
            _json.WriteNumberValue(known);
        }
    }

    public override void Bytes(long? value) => Number(value);

    public override void BytesPerSecond(double? value) => Number(value);

    public override void Seconds(TimeSpan? value) => Number(value?.TotalSeconds);

    public override void Milliseconds(TimeSpan? value) =>
        Number(value is { } known ? (long)Math.Round(known.TotalMilliseconds) : (long?)null);

    public override void Instant(DateTimeOffset? value) => Number((value - DateTimeOffset.UnixEpoch)?.TotalSeconds);

    public override void Percent(double? value) => Number(value);

    public override void Flag(bool? value)
    {
        if (value is not { } known)
        {
            None();
        }
        else if (IsWanted())
        {
            _json.WriteBooleanValue(known);
        }
    }

    /// <summary>Ends the line and flushes it to the output.</summary>
    public void Finish()
    {
        _json.Flush();
        output.WriteByte((byte)'\n');
        output.Flush();
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Whether a value without brackets is written.</summary>
    private bool IsWanted()
    {
        if (_leftOut is null)
        {
            return true;
        }

        // The skipped value may be complete.
        EndLeftOut();
        return false;
    }

    private bool Opens()
    {
        _leftOut++;
        return _leftOut is null;
    }

    private bool Closes()
    {
        if (_leftOut is null)
        {
            return true;
        }

        _leftOut--;
        EndLeftOut();
        return false;
    }

    private void EndLeftOut() => _leftOut = _leftOut == 0 ? null : _leftOut;
}
