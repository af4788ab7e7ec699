using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Finds the processes that may hold a file, in three passes of the kernel: over open files, mapped regions and processes. What they find
/// is looked at in <c>/proc</c>, so they must miss nobody, but may find too many.
/// </summary>
internal sealed class BpfFileHolders : IDisposable
{
    // Enough for two million processes.
    private const int MostBytes = 16 * 1024 * 1024;
    private const int UsualBytes = 16 * 1024;

    // A mapped region is read under the lock of its process's memory, which can be held for as long as a dead file server does not answer.
    private readonly DeadlineCalls<BpfFileSearch, ReadResult> _searches;
    private readonly BpfMap<uint, BpfFileQuestion> _question;
    private readonly List<BpfIterator> _iterators = [];
    private byte[] _bytes = new byte[UsualBytes];

    private BpfFileHolders(BpfMap<uint, BpfFileQuestion> question)
    {
        _question = question;

        // One thread, because there is one question.
        _searches = new(Search, "psutil holders", IdleTime, mostThreads: 1);
    }

    private static TimeSpan IdleTime => TimeSpan.FromSeconds(5);

    /// <summary>Loads the programs; takes some milliseconds.</summary>
    public static bool TryLoad(
        BpfFileLayout layout,
        in BpfCallerRecord caller,
        [NotNullWhen(true)] out BpfFileHolders? holders,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        holders = null;
        if (!BpfMap<uint, BpfFileQuestion>.TryCreate(BpfNumber.ArrayMap, 1, out BpfMap<uint, BpfFileQuestion>? question, out refusal))
        {
            return false;
        }

        int map = (int)question.Handle.DangerousGetHandle();
        BpfFileHolders loading = new(question);
        if (
            loading.TryAdd("psutil_files"u8, layout.OpenFiles.Function, BpfFileProgram.OverFiles(layout, in caller, map), out refusal)
            && loading.TryAdd("psutil_regions"u8, layout.RegionFunction, BpfFileProgram.OverRegions(layout, in caller, map), out refusal)
            && loading.TryAdd(
                "psutil_folders"u8,
                layout.OpenFiles.Tasks.Function,
                BpfFileProgram.OverProcesses(layout, in caller, map),
                out refusal
            )
        )
        {
            holders = loading;
        }
        else
        {
            loading.Dispose();
        }

        return refusal is null;
    }

    /// <summary>Searches; false if that does not end in time, or another search has not ended.</summary>
    public bool TryFind(BpfFileSearch search, TimeSpan timeout, out ReadResult result) =>
        _searches.TryCallAtOnce(search, timeout, out result) == true;

    public void Dispose()
    {
        foreach (BpfIterator iterator in _iterators)
        {
            iterator.Dispose();
        }

        _question.Dispose();
    }

    private bool TryAdd(ReadOnlySpan<byte> name, int function, BpfInstruction[] program, [NotNullWhen(false)] out BpfRefusal? refusal)
    {
        bool isLoaded = BpfIterator.TryLoad(name, function, program, out BpfIterator? iterator, out refusal);
        if (isLoaded)
        {
            _iterators.Add(iterator!);
        }

        return isLoaded;
    }

    private ReadResult Search(BpfFileSearch search)
    {
        // Not opened, because then this process would be a holder, too.
        byte[] path = [.. OSText.GetBytes(search.Path), 0];
        bool isSure = HasItsOwnNumbers(Libc.GetFileSystemType(path));
        if (!isSure || Libc.GetFileStatus(path, out FileStatus status) != 0 || FileIdentity.Of(in status) != search.Identity)
        {
            return ReadResult.Success(0);
        }

        SortedSet<int> pids = [];
        foreach (BpfIterator iterator in _iterators)
        {
            ReadResult asked = Ask(iterator, search.Identity.Inode, out ReadOnlySpan<BpfFileRecord> records);
            if (asked.Failed)
            {
                return asked;
            }

            foreach (ref readonly BpfFileRecord record in records)
            {
                pids.Add(record.Pid);
            }
        }

        search.Pids = pids;
        return ReadResult.Success(0);
    }

    // Whether stat() shows a file's own inode number (generic_fillattr, or an equal one). Not with overlay, whose numbers can be made up,
    // and in which a mapped region is of another inode than the file; of many others nobody here has looked.
    private static bool HasItsOwnNumbers(long fileSystem) =>
        fileSystem
            is FileSystemMagic.Ext
                or FileSystemMagic.Xfs
                or FileSystemMagic.Btrfs
                or FileSystemMagic.F2fs
                or FileSystemMagic.Tmpfs
                or FileSystemMagic.Proc
                or FileSystemMagic.Sys
                or FileSystemMagic.Cgroup2;

    private ReadResult Ask(BpfIterator iterator, ulong number, out ReadOnlySpan<BpfFileRecord> records)
    {
        BpfFileQuestion question = new() { Number = number };
        ReadResult result = _question.Write(0, in question);
        result = result.Failed ? result : iterator.Read(ref _bytes, MostBytes);
        records = result.Failed ? default : MemoryMarshal.Cast<byte, BpfFileRecord>(_bytes.AsSpan(0, result.Value));
        return result;
    }
}
