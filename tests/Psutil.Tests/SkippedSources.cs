using System.Diagnostics.Tracing;

namespace Psutil.Tests;

/// <summary>The reasons of one source's events: other tests leave events too.</summary>
internal sealed class SkippedSources(string source) : EventListener
{
    private readonly List<string> _reasons = [];

    public IReadOnlyList<string> Reasons
    {
        get
        {
            lock (_reasons)
            {
                return [.. _reasons];
            }
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Psutil")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.Payload is [string about, string reason] && about == source)
        {
            lock (_reasons)
            {
                _reasons.Add(reason);
            }
        }
    }
}
