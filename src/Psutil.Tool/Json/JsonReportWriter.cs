using System.Text.Json;
using Psutil.Tool.Report;

namespace Psutil.Tool.Json;

/// <summary>Writes a report as JSON: bytes, seconds, milliseconds and seconds since the epoch as plain numbers.</summary>
internal sealed class JsonReportWriter(Stream output, bool indented) : ReportWriter, IDisposable
{
    // What is written at once into the output: enough to make system calls rare, little enough to keep memory flat for any number of
    // processes.
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

    public override void StartObject() => _json.WriteStartObject();

    public override void EndObject()
    {
        _json.WriteEndObject();
        if (_json.BytesPending > FlushThreshold)
        {
            _json.Flush();
        }
    }

    public override void StartArray() => _json.WriteStartArray();

    public override void EndArray() => _json.WriteEndArray();

    public override void Name(string name) => _json.WritePropertyName(name);

    public override void Text(string? value) => _json.WriteStringValue(value);

    public override void None() => _json.WriteNullValue();

    public override void Number(long? value)
    {
        if (value is { } known)
        {
            _json.WriteNumberValue(known);
        }
        else
        {
            _json.WriteNullValue();
        }
    }

    public override void Number(double? value)
    {
        // JSON has no word for NaN and the infinities.
        if (value is { } known && double.IsFinite(known))
        {
            _json.WriteNumberValue(known);
        }
        else
        {
            _json.WriteNullValue();
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
        if (value is { } known)
        {
            _json.WriteBooleanValue(known);
        }
        else
        {
            _json.WriteNullValue();
        }
    }

    /// <summary>Ends the line and hands everything to the output.</summary>
    public void Finish()
    {
        _json.Flush();
        output.WriteByte((byte)'\n');
        output.Flush();
    }

    public void Dispose() => _json.Dispose();
}
