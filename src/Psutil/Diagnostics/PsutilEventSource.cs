using System.Diagnostics.Tracing;

namespace Psutil;

/// <summary>
/// What was swallowed on the way to an answer: a fallback taken, a source denied, a line skipped. Listen to the event source named
/// <c>Psutil</c>, or set <c>PSUTIL_DEBUG=1</c> to have it on standard error.
/// </summary>
[EventSource(Name = "Psutil")]
internal sealed class PsutilEventSource : EventSource
{
    public static readonly PsutilEventSource Log = new();

    private readonly bool _toStandardError = Environment.GetEnvironmentVariable("PSUTIL_DEBUG") == "1";

    /// <summary>Whether anyone is listening: ask before composing a message on a path that is taken often.</summary>
    [NonEvent]
    public bool IsListening() => _toStandardError || IsEnabled();

    /// <summary>A source could not be used and another one answered instead, or the field stayed unknown.</summary>
    [Event(1, Level = EventLevel.Informational, Message = "{0}: {1}")]
    public void SourceSkipped(string source, string reason)
    {
        if (IsEnabled())
        {
            WriteEvent(1, source, reason);
        }

        Print(source, reason);
    }

    /// <summary>A part of a source was not understood and left out.</summary>
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
