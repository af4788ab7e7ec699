using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Tests.Windows;

/// <summary>
/// The memory of a process that is not there: pages, of which those that nobody wrote to cannot be read, laid out as the kernel and ntdll
/// lay them out.
/// </summary>
internal sealed class ForeignMemory
{
    public const nuint Peb = 0x7F_F000;

    private const int PageSize = 4096;
    private const nuint ParametersAddress = 0x41_0000;

    private readonly Dictionary<nuint, byte[]> _pages = [];

    /// <summary>How often it was read.</summary>
    public int ReadCount { get; private set; }

    /// <summary>The memory of a 64-bit or a 32-bit process that was started with these.</summary>
    public static ForeignMemory Of(
        bool is32Bit,
        string commandLine,
        string directory,
        string environment,
        nuint environmentAddress = 0x50_0F00
    )
    {
        ForeignMemory memory = new();
        memory.Write(environmentAddress, environment);
        UnicodeString line = memory.WriteText(0x42_0FF0, commandLine);
        UnicodeString folder = memory.WriteText(0x43_0000, directory);
        if (is32Bit)
        {
            memory.Write(Peb, new Peb32 { ProcessParameters = (uint)ParametersAddress });
            memory.Write(
                ParametersAddress,
                new Parameters32
                {
                    DosPath = Narrow(folder),
                    CommandLine = Narrow(line),
                    Environment = (uint)environmentAddress,
                }
            );
        }
        else
        {
            memory.Write(Peb, new Peb64 { ProcessParameters = ParametersAddress });
            memory.Write(
                ParametersAddress,
                new Parameters64
                {
                    DosPath = folder,
                    CommandLine = line,
                    Environment = environmentAddress,
                }
            );
        }

        return memory;

        static UnicodeString32 Narrow(UnicodeString text) =>
            new()
            {
                Length = text.Length,
                MaximumLength = text.MaximumLength,
                Buffer = (uint)text.Buffer,
            };
    }

    /// <summary>As <c>NtReadVirtualMemory</c>: all of it, or nothing if any page of it is not there.</summary>
    public int Read(nuint address, Span<byte> bytes, out int length)
    {
        ReadCount++;
        length = 0;
        for (int index = 0; index < bytes.Length; index++)
        {
            nuint place = address + (nuint)index;
            if (!_pages.TryGetValue(place / PageSize, out byte[]? page))
            {
                return NtStatus.PartialCopy;
            }

            bytes[index] = page[(int)(place % PageSize)];
        }

        length = bytes.Length;
        return NtStatus.Success;
    }

    public void Write(nuint address, ReadOnlySpan<byte> bytes)
    {
        for (int index = 0; index < bytes.Length; index++)
        {
            nuint place = address + (nuint)index;
            if (!_pages.TryGetValue(place / PageSize, out byte[]? page))
            {
                _pages[place / PageSize] = page = new byte[PageSize];
            }

            page[(int)(place % PageSize)] = bytes[index];
        }
    }

    public void Write<T>(nuint address, T value)
        where T : unmanaged => Write(address, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public void Write(nuint address, string text) => Write(address, MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>Takes a page away.</summary>
    public void Unmap(nuint address) => _pages.Remove(address / PageSize);

    private UnicodeString WriteText(nuint address, string text)
    {
        Write(address, text);
        return new UnicodeString
        {
            Length = (ushort)(text.Length * sizeof(char)),
            MaximumLength = (ushort)((text.Length + 1) * sizeof(char)),
            Buffer = address,
        };
    }

#pragma warning disable CS0649 // Most fields are there to be room.
    // The beginnings of PEB and RTL_USER_PROCESS_PARAMETERS as System Informer's phnt declares them, with pointers of 32 and of 64 bits.
    internal struct Peb32
    {
        public uint Flags;
        public uint Mutant;
        public uint ImageBaseAddress;
        public uint Ldr;
        public uint ProcessParameters;
    }

    internal struct Peb64
    {
        public ulong Flags;
        public ulong Mutant;
        public ulong ImageBaseAddress;
        public ulong Ldr;
        public ulong ProcessParameters;
    }

    internal struct Parameters32
    {
        public uint MaximumLength;
        public uint Length;
        public uint Flags;
        public uint DebugFlags;
        public uint ConsoleHandle;
        public uint ConsoleFlags;
        public uint StandardInput;
        public uint StandardOutput;
        public uint StandardError;
        public UnicodeString32 DosPath;
        public uint DirectoryHandle;
        public UnicodeString32 DllPath;
        public UnicodeString32 ImagePathName;
        public UnicodeString32 CommandLine;
        public uint Environment;
    }

    internal struct Parameters64
    {
        public uint MaximumLength;
        public uint Length;
        public uint Flags;
        public uint DebugFlags;
        public ulong ConsoleHandle;
        public uint ConsoleFlags;
        public ulong StandardInput;
        public ulong StandardOutput;
        public ulong StandardError;
        public UnicodeString DosPath;
        public ulong DirectoryHandle;
        public UnicodeString DllPath;
        public UnicodeString ImagePathName;
        public UnicodeString CommandLine;
        public ulong Environment;
    }
#pragma warning restore CS0649
}
