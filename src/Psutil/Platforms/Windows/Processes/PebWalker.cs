using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>Copies a part of a process's memory. Returns the NTSTATUS, and how many bytes were copied.</summary>
internal delegate int MemoryReader(nuint address, Span<byte> bytes, out int length);

/// <summary>
/// Reads the parameters of a process's start from its process environment block. The other process controls every address and length, so
/// all reads are bounded.
/// </summary>
/// <param name="read">Reads its memory.</param>
internal sealed class PebWalker(MemoryReader read)
{
    private const string ReadCall = "NtReadVirtualMemory";
    private const int EnvironmentPiece = 16384;

    // Far more than Windows accepts when it starts a program.
    private const int LargestEnvironment = 64 * 1024 * 1024;

    /// <summary>Reads the values that the fields need.</summary>
    /// <param name="peb">The address of the block.</param>
    /// <param name="is32Bit">Whether it is the 32-bit block of a 32-bit process.</param>
    /// <param name="fields">The requested fields.</param>
    /// <param name="values">The values; empty after a failure.</param>
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

    /// <summary>
    /// Reads the values of a 32-bit process: from its own block, or from the 64-bit block that it also has if the own one is not filled
    /// in. That is so until the first 32-bit code runs, and for as long as the process is suspended at its start.
    /// </summary>
    public CallFailure ReadOf32Bit(nuint peb32, nuint peb64, ProcessFields fields, out PebValues values)
    {
        CallFailure failure = Read(peb32, is32Bit: true, fields, out values);
        if (failure.Code != NtStatus.PartialCopy || Read(peb64, is32Bit: false, fields, out PebValues ofStart) != default)
        {
            return failure;
        }

        values = ofStart;
        return default;
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

        // A process that is being created does not have them yet.
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

    /// <summary>Reads piece by piece until the end of the block, because its region can be far larger.</summary>
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

            // The first of the two NULs may be the last character of the previous piece.
            searched = Math.Max(0, characters.Length - 1);
            if (length == block.Length)
            {
                Array.Resize(ref block, block.Length * 2);
            }
        }
    }

    // Not across the end of a page: if the next page does not exist, nothing is copied.
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

    // Windows keeps a backslash at the end of every folder; only a root needs it.
    private static string? WithoutLastSlash(string? folder) =>
        folder is { Length: > 3 } && folder.EndsWith('\\') ? folder[..^1]
        : folder is "" ? null
        : folder;
}
