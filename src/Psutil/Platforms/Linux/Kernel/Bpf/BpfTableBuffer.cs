using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>One reader's memory for the table. It is used again for each read, and not thread-safe.</summary>
internal sealed class BpfTableBuffer
{
    // Enough for half a million processes.
    private const int MostBytes = 128 * 1024 * 1024;
    private const int UsualBytes = 64 * 1024;

    // After a fork storm, most of it is given back.
    private const int MuchBytes = 1024 * 1024;
    private const int FewParts = 8;

    private readonly BpfTableRecords _records = new();
    private byte[] _bytes;
    private int _length;

    /// <param name="processCount">The number of processes to expect, so that the memory does not have to grow.</param>
    public BpfTableBuffer(int processCount) =>
        _bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(UsualBytes + ((long)processCount * BpfProcessRecord.Size), MostBytes));

    /// <summary>One record for each process, in the order of PIDs. The records are valid until the next call.</summary>
    public ReadResult Read(BpfIterator iterator, out ReadOnlySpan<BpfProcessRecord> records)
    {
        if (_bytes.Length > MuchBytes && _length < _bytes.Length / FewParts)
        {
            _bytes = new byte[_bytes.Length / 2];
        }

        ReadResult result = iterator.Read(ref _bytes, MostBytes);
        _length = result.Value;
        records = _records.Gather(_bytes.AsSpan(0, _length));
        return result;
    }
}
