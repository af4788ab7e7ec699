namespace Psutil.Platforms.Linux;

/// <summary>One process of a monitor: its descriptors, and the bytes of the last reading.</summary>
internal sealed class LinuxMonitoredRow(MonitoredProcess process, int? stat, int? statm)
{
    // Numbers grow: room for some more digits without a new array.
    private const int Slack = 32;

    private byte[] _text = [];
    private int _length;

    public MonitoredProcess Process { get; } = process;

    public int Pid { get; } = process.Pid;

    /// <summary>The descriptor of <c>stat</c>; null if the file is opened for each read.</summary>
    public int? StatDescriptor { get; set; } = stat;

    /// <summary>The descriptor of <c>statm</c>; null if the file is opened for each read, or is not needed.</summary>
    public int? StatmDescriptor { get; set; } = statm;

    /// <summary>The CPU times that the kernel's table gave last, in nanoseconds: they never decrease.</summary>
    public (ulong User, ulong System) LastTimes { get; set; }

    /// <summary>Whether the bytes are the same as in the last reading.</summary>
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
