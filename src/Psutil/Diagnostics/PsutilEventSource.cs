using System.Diagnostics.Tracing;

namespace Psutil;

/// <summary>
/// Reports what is not an error for the caller: a fallback that was used, a source that was denied, a line that was skipped. Listen to the
/// event source named <c>Psutil</c>, or set <c>PSUTIL_DEBUG=1</c> to get the events on standard error.
/// </summary>
[EventSource(Name = "Psutil")]
internal sealed class PsutilEventSource : EventSource
{
    public static readonly PsutilEventSource Log = new();

    private readonly bool _toStandardError = Environment.GetEnvironmentVariable("PSUTIL_DEBUG") == "1";

    /// <summary>Whether anyone listens. Check it before composing a message on a hot path.</summary>
    [NonEvent]
    public bool IsListening() => _toStandardError || IsEnabled();

    /// <summary>A source could not be used: another one was used instead, or the field is unknown.</summary>
    [Event(1, Level = EventLevel.Informational, Message = "{0}: {1}")]
    public void SourceSkipped(string source, string reason)
    {
        if (IsEnabled())
        {
            WriteEvent(1, source, reason);
        }

        Print(source, reason);
    }

    /// <summary>A part of a source is malformed and was skipped.</summary>
    [Event(2, Level = EventLevel.Warning, Message = "{0} is malformed: {1}")]
    public void Malformed(string source, string field)
    {
        if (IsEnabled())
        {
            WriteEvent(2, source, field);
        }

        Print(source, $"malformed: {field}");
    }

    [NonEvent]
    private void Print(string source, string text)
    {
        if (_toStandardError)
        {
            Console.Error.WriteLine($"psutil: {OSText.Escape(source)}: {OSText.Escape(text)}");
        }
    }
}
