namespace Psutil.Platforms.Linux;

/// <summary>One process of a monitor: its descriptors, and what it said last.</summary>
internal sealed class LinuxMonitoredRow(MonitoredProcess process, int? stat, int? statm)
{
    // Numbers grow: some digits more do not need a new array.
    private const int Slack = 32;

    private byte[] _text = [];
    private int _length;

    public MonitoredProcess Process { get; } = process;

    public int Pid { get; } = process.Pid;

    /// <summary>The descriptor of <c>stat</c>; null if it is opened anew each time.</summary>
    public int? StatDescriptor { get; } = stat;

    /// <summary>The descriptor of <c>statm</c>; null if it is opened anew each time, or not wanted.</summary>
    public int? StatmDescriptor { get; } = statm;

    /// <summary>Whether the process said the very same last time.</summary>
    public bool Said(ReadOnlySpan<byte> text) => text.SequenceEqual(_text.AsSpan(0, _length));

    public void Remember(ReadOnlySpan<byte> text)
    {
        if (_text.Length < text.Length)
        {
            _text = new byte[text.Length + Slack];
        }

        text.CopyTo(_text);
        _length = text.Length;
    }
}
