using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>Copies a piece of a process's memory. Gives the NTSTATUS, and how many bytes were copied.</summary>
internal delegate int MemoryReader(nuint address, Span<byte> bytes, out int length);

/// <summary>
/// Follows a process environment block to what the process was started with. Every address and length is the other process's own word:
/// whatever it says, this ends, within bounds.
/// </summary>
/// <param name="read">Reads its memory.</param>
internal sealed class PebWalker(MemoryReader read)
{
    private const string ReadCall = "NtReadVirtualMemory";
    private const int EnvironmentPiece = 16384;

    // Far more than Windows lets a program be started with.
    private const int LargestEnvironment = 64 * 1024 * 1024;

    /// <summary>Reads what the fields want.</summary>
    /// <param name="peb">Where the block is.</param>
    /// <param name="is32Bit">Whether it is a 32-bit process's own.</param>
    /// <param name="fields">What is wanted.</param>
    /// <param name="values">What was found; nothing if there is a failure.</param>
    public CallFailure Read(nuint peb, bool is32Bit, ProcessFields fields, out PebValues values)
    {
        values = default;
        CallFailure failure = ReadParameters(peb, is32Bit, out ProcessParameters parameters);
        string? commandLine = null;
        string? directory = null;
        IReadOnlyDictionary<string, string>? environment = null;
        if (failure == default && (fields & ProcessFields.CommandLine) != 0)
        {
            failure = ReadText(parameters.CommandLine, out commandLine);
        }

        if (failure == default && (fields & ProcessFields.WorkingDirectory) != 0)
        {
            failure = ReadText(parameters.CurrentDirectory, out directory);
        }

        if (failure == default && (fields & ProcessFields.Environment) != 0)
        {
            failure = ReadEnvironment(parameters.Environment, out environment);
        }

        if (failure == default)
        {
            values = new PebValues(
                commandLine is null ? null : CommandLineSplitter.Split(commandLine),
                WithoutLastSlash(directory),
                environment
            );
        }

        return failure;
    }

    private CallFailure ReadParameters(nuint peb, bool is32Bit, out ProcessParameters parameters)
    {
        parameters = default;
        Span<byte> bytes = stackalloc byte[ProcessParameters.Size64];
        Span<byte> pointer = bytes[..(is32Bit ? 4 : 8)];
        CallFailure failure = ReadAll(peb + (nuint)(is32Bit ? ProcessParameters.PebOffset32 : ProcessParameters.PebOffset64), pointer);
        if (failure != default)
        {
            return failure;
        }

        // Of a process that is being made, they are not there yet.
        nuint address = is32Bit
            ? BinaryPrimitives.ReadUInt32LittleEndian(pointer)
            : (nuint)BinaryPrimitives.ReadUInt64LittleEndian(pointer);
        bytes = bytes[..(is32Bit ? ProcessParameters.Size32 : ProcessParameters.Size64)];
        failure = address == 0 ? CallFailure.Status(ReadCall, NtStatus.PartialCopy) : ReadAll(address, bytes);
        if (failure == default)
        {
            _ = is32Bit ? ProcessParameters.TryParse32(bytes, out parameters) : ProcessParameters.TryParse64(bytes, out parameters);
        }

        return failure;
    }

    private CallFailure ReadText(UnicodeString text, out string? value)
    {
        char[] characters = new char[text.Length / sizeof(char)];
        CallFailure failure = characters.Length == 0 ? default : ReadAll(text.Buffer, MemoryMarshal.AsBytes(characters.AsSpan()));
        value = failure == default ? new string(characters) : null;
        return failure;
    }

    /// <summary>Reads on until the block's end has come: its region can be far larger.</summary>
    private CallFailure ReadEnvironment(nuint address, out IReadOnlyDictionary<string, string>? environment)
    {
        environment = null;
        byte[] block = new byte[EnvironmentPiece];
        int length = 0;
        int searched = 0;
        while (true)
        {
            int status = read(
                address + (nuint)length,
                block.AsSpan(length, PieceAt(address + (nuint)length, block.Length - length)),
                out int copied
            );
            if (copied <= 0)
            {
                return CallFailure.Status(ReadCall, NtStatus.Failed(status) ? status : NtStatus.PartialCopy);
            }

            length += copied;
            ReadOnlySpan<char> characters = MemoryMarshal.Cast<byte, char>(block.AsSpan(0, length));
            int end = EnvironmentBlock.FindEnd(characters, searched);
            if (end > 0 || length >= LargestEnvironment)
            {
                environment = EnvironmentBlock.Parse(end > 0 ? characters[..end] : characters);
                return default;
            }

            // Of two NULs the first may have been the last that was there.
            searched = Math.Max(0, characters.Length - 1);
            if (length == block.Length)
            {
                Array.Resize(ref block, block.Length * 2);
            }
        }
    }

    // Never across the end of a page and beyond: the next page may not be there, and then nothing is copied.
    private static int PieceAt(nuint address, int room)
    {
        int toPageEnd = Environment.SystemPageSize - (int)(address % (nuint)Environment.SystemPageSize);
        return Math.Min(toPageEnd, room);
    }

    private CallFailure ReadAll(nuint address, Span<byte> bytes)
    {
        int status = read(address, bytes, out int copied);
        return NtStatus.Failed(status) || copied < bytes.Length
            ? CallFailure.Status(ReadCall, NtStatus.Failed(status) ? status : NtStatus.PartialCopy)
            : default;
    }

    // Windows keeps a slash at the end of every folder; only a root needs it.
    private static string? WithoutLastSlash(string? folder) =>
        folder is { Length: > 3 } && folder.EndsWith('\\') ? folder[..^1]
        : folder is "" ? null
        : folder;
}
