using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads the names in an open directory, without <c>.</c> and <c>..</c>, from the kernel's records. Owns the descriptor.
/// </summary>
/// <param name="descriptor">The directory.</param>
/// <param name="buffer">A buffer for some of the records.</param>
/// <param name="most">The maximum number of names: a process can have a thousand million descriptors (fs.nr_open).</param>
internal ref struct DirectoryReader(int descriptor, Span<byte> buffer, int most = int.MaxValue)
{
    // struct linux_dirent64: u64 inode, s64 offset, u16 record length, u8 type, NUL-terminated name (include/linux/dirent.h).
    private const int RecordLengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;

    // DT_UNKNOWN and DT_DIR (include/linux/fs_types.h).
    private const byte UnknownType = 0;
    private const byte DirectoryType = 4;

    private readonly int _descriptor = descriptor;
    private readonly Span<byte> _buffer = buffer;
    private int _position;
    private int _filled;
    private int _left = most;

    /// <summary>The current entry's name; valid until the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>The current entry's inode number.</summary>
    public long CurrentInode { get; private set; }

    /// <summary>Whether the current entry is a directory, or may be one because the file system does not say.</summary>
    public bool MayBeDirectory { get; private set; }

    /// <summary>The errno that ended the listing early; 0 if it was complete.</summary>
    public int Error { get; private set; }

    /// <summary>Whether there were more names than the maximum.</summary>
    public bool IsMalformed { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            if (_position >= _filled)
            {
                int count = Libc.ReadDirectory(_descriptor, _buffer);
                if (count <= 0)
                {
                    Error = -count;
                    return false;
                }

                _filled = count;
                _position = 0;
            }

            ReadOnlySpan<byte> record = _buffer[_position.._filled];
            int length = MemoryMarshal.Read<ushort>(record[RecordLengthOffset..]);
            _position += length;
            ReadOnlySpan<byte> name = record[NameOffset..length];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                IsMalformed = _left-- == 0;
                Current = name;
                CurrentInode = MemoryMarshal.Read<long>(record);
                MayBeDirectory = record[TypeOffset] is UnknownType or DirectoryType;
                return !IsMalformed;
            }
        }
    }

    public readonly void Dispose() => Libc.Close(_descriptor);
}
