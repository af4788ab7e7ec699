namespace Psutil;

/// <summary>
/// The values of a <see cref="ProcessMemory"/> that a process table shows, without the eight bytes of a nullable for each, to keep a table
/// of many processes small.
/// </summary>
internal readonly struct CompactMemory
{
    private readonly long _rss;
    private readonly long _vms;
    private readonly long _shared;
    private readonly long _text;
    private readonly long _data;
    private readonly bool _hasShared;
    private readonly bool _hasText;
    private readonly bool _hasData;

    private CompactMemory(in ProcessMemory memory)
    {
        _rss = memory.Rss;
        _vms = memory.Vms;
        _hasShared = memory.Shared.HasValue;
        _shared = memory.Shared.GetValueOrDefault();
        _hasText = memory.Text.HasValue;
        _text = memory.Text.GetValueOrDefault();
        _hasData = memory.Data.HasValue;
        _data = memory.Data.GetValueOrDefault();
    }

    /// <summary>Returns false if the memory has values that cannot be stored here.</summary>
    public static bool TryCreate(in ProcessMemory memory, out CompactMemory compact)
    {
        compact = new CompactMemory(memory);
        return compact.Expand() == memory;
    }

    public ProcessMemory Expand() =>
        new()
        {
            Rss = _rss,
            Vms = _vms,
            Shared = _hasShared ? _shared : null,
            Text = _hasText ? _text : null,
            Data = _hasData ? _data : null,
        };
}
