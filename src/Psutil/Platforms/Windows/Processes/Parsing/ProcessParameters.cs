using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>
/// The parameters of a process's start: its <c>RTL_USER_PROCESS_PARAMETERS</c>, with addresses in that process.
/// </summary>
/// <param name="CurrentDirectory">The working directory.</param>
/// <param name="CommandLine">The command line.</param>
/// <param name="Environment">The environment's address.</param>
internal readonly record struct ProcessParameters(UnicodeString CurrentDirectory, UnicodeString CommandLine, nuint Environment)
{
    /// <summary>The offset of the parameters' address in the PEB, in a 64-bit and in a 32-bit process.</summary>
    public const int PebOffset64 = 0x20;

    /// <inheritdoc cref="PebOffset64"/>
    public const int PebOffset32 = 0x10;

    /// <summary>The size of the needed part of the structure.</summary>
    public const int Size64 = EnvironmentOffset64 + 8;

    /// <inheritdoc cref="Size64"/>
    public const int Size32 = EnvironmentOffset32 + 4;

    // From System Informer's phnt; the part up to the environment is the same since Windows 2000.
    private const int CurrentDirectoryOffset64 = 0x38;
    private const int CommandLineOffset64 = 0x70;
    private const int EnvironmentOffset64 = 0x80;
    private const int CurrentDirectoryOffset32 = 0x24;
    private const int CommandLineOffset32 = 0x40;
    private const int EnvironmentOffset32 = 0x48;

    /// <summary>Parses those of a 64-bit process.</summary>
    public static bool TryParse64(ReadOnlySpan<byte> bytes, out ProcessParameters parameters)
    {
        parameters = default;
        if (bytes.Length < Size64)
        {
            return false;
        }

        parameters = new ProcessParameters(
            Text64(bytes[CurrentDirectoryOffset64..]),
            Text64(bytes[CommandLineOffset64..]),
            (nuint)BinaryPrimitives.ReadUInt64LittleEndian(bytes[EnvironmentOffset64..])
        );
        return true;
    }

    /// <summary>Parses those of a 32-bit process.</summary>
    public static bool TryParse32(ReadOnlySpan<byte> bytes, out ProcessParameters parameters)
    {
        parameters = default;
        if (bytes.Length < Size32)
        {
            return false;
        }

        parameters = new ProcessParameters(
            Text32(bytes[CurrentDirectoryOffset32..]),
            Text32(bytes[CommandLineOffset32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[EnvironmentOffset32..])
        );
        return true;
    }

    private static UnicodeString Text64(ReadOnlySpan<byte> bytes) =>
        new()
        {
            Length = BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            MaximumLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]),
            Buffer = (nuint)BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        };

    private static UnicodeString Text32(ReadOnlySpan<byte> bytes)
    {
        UnicodeString32 text = MemoryMarshal.Read<UnicodeString32>(bytes);
        return new UnicodeString
        {
            Length = text.Length,
            MaximumLength = text.MaximumLength,
            Buffer = text.Buffer,
        };
    }
}
