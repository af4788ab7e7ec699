using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Reads command line, working directory and environment from a process's own memory: its process environment block, the 32-bit one of a 32-bit process. Where that memory may not be
/// read, the kernel still tells the command line.
/// </summary>
internal static unsafe class PebReader
{
    public const ProcessFields Fields = ProcessFields.CommandLine | ProcessFields.WorkingDirectory | ProcessFields.Environment;

    private const string ReadCall = "NtReadVirtualMemory";

    // Of a process that is being started, the memory is there in part.
    private const int MostAttempts = 4;

    private const int EnvironmentPiece = 16384;
    private const int LargestEnvironment = 64 * 1024 * 1024;

    public static PebValues Read(ProcessAccess access, ProcessFields fields, ProcessFailures failures)
    {
        for (int attempt = 1; ; attempt++)
        {
            CallFailure failure = TryRead(access, fields, out PebValues values);
            if (failure == default)
            {
                return values;
            }

            if (failure is { IsStatus: true, Code: NtStatus.PartialCopy } && attempt < MostAttempts && !access.HasEnded)
            {
                Thread.Sleep(1);
                continue;
            }

            if ((fields & ProcessFields.CommandLine) != 0 && ReadCommandLineOfKernel(access) is { } commandLine)
            {
                failures.Add(Fields & ~ProcessFields.CommandLine, failure);
                return new PebValues(commandLine, null, null);
            }

            failures.Add(Fields, failure);
            return default;
        }
    }

    private static CallFailure TryRead(ProcessAccess access, ProcessFields fields, out PebValues values)
    {
        values = default;
        if (!access.TryOpen(ProcessAccess.ReadMemory, out SafeProcessHandle? process, out CallFailure failure))
        {
            return failure;
        }

        using (process)
        {
            failure = ReadParameters(process, out ProcessParameters parameters);
            if (failure != default)
            {
                return failure;
            }

            string? commandLine = null;
            string? directory = null;
            IReadOnlyDictionary<string, string>? environment = null;
            if ((fields & ProcessFields.CommandLine) != 0 && (failure = ReadText(process, parameters.CommandLine, out commandLine)) != default)
            {
                return failure;
            }

            if ((fields & ProcessFields.WorkingDirectory) != 0 && (failure = ReadText(process, parameters.CurrentDirectory, out directory)) != default)
            {
                return failure;
            }

            if ((fields & ProcessFields.Environment) != 0 && (failure = ReadEnvironment(process, parameters.Environment, out environment)) != default)
            {
                return failure;
            }

            values = new PebValues(commandLine is null ? null : CommandLineSplitter.Split(commandLine), WithoutLastSlash(directory), environment);
            return default;
        }
    }

    private static CallFailure ReadParameters(SafeProcessHandle process, out ProcessParameters parameters)
    {
        parameters = default;
        Span<byte> bytes = stackalloc byte[ProcessParameters.Size64];
        int status = Ntdll.QueryProcess(process, Ntdll.ProcessWow64Class, out nuint peb32);
        bool is32Bit = !NtStatus.Failed(status) && peb32 != 0;
        nuint peb = peb32;
        if (!is32Bit)
        {
            status = Ntdll.QueryProcess(process, Ntdll.ProcessBasicClass, out ProcessBasicInformation basic);
            if (NtStatus.Failed(status))
            {
                return CallFailure.Status("NtQueryInformationProcess(ProcessBasicInformation)", status);
            }

            peb = basic.PebBaseAddress;
        }

        // The kernel's own processes have none.
        if (peb == 0)
        {
            return CallFailure.Status(ReadCall, NtStatus.AccessDenied);
        }

        Span<byte> pointer = bytes[..(is32Bit ? 4 : 8)];
        CallFailure failure = ReadAll(process, peb + (nuint)(is32Bit ? ProcessParameters.PebOffset32 : ProcessParameters.PebOffset64), pointer);
        if (failure != default)
        {
            return failure;
        }

        nuint address = is32Bit ? BinaryPrimitives.ReadUInt32LittleEndian(pointer) : (nuint)BinaryPrimitives.ReadUInt64LittleEndian(pointer);
        bytes = bytes[..(is32Bit ? ProcessParameters.Size32 : ProcessParameters.Size64)];
        failure = address == 0 ? CallFailure.Status(ReadCall, NtStatus.PartialCopy) : ReadAll(process, address, bytes);
        if (failure == default)
        {
            _ = is32Bit ? ProcessParameters.TryParse32(bytes, out parameters) : ProcessParameters.TryParse64(bytes, out parameters);
        }

        return failure;
    }

    private static CallFailure ReadText(SafeProcessHandle process, UnicodeString text, out string? value)
    {
        char[] characters = new char[text.Length / sizeof(char)];
        CallFailure failure = characters.Length == 0 ? default : ReadAll(process, text.Buffer, MemoryMarshal.AsBytes(characters.AsSpan()));
        value = failure == default ? new string(characters) : null;
        return failure;
    }

    /// <summary>Reads on until the block's end has come: its region can be far larger.</summary>
    private static CallFailure ReadEnvironment(SafeProcessHandle process, nuint address, out IReadOnlyDictionary<string, string>? environment)
    {
        environment = null;
        byte[] block = new byte[EnvironmentPiece];
        int length = 0;
        while (true)
        {
            int status = Ntdll.ReadMemory(process, address + (nuint)length, block.AsSpan(length, PieceAt(address + (nuint)length, block.Length - length)), out int read);
            if (NtStatus.Failed(status) && read == 0)
            {
                return CallFailure.Status(ReadCall, status);
            }

            length += read;
            ReadOnlySpan<char> characters = MemoryMarshal.Cast<byte, char>(block.AsSpan(0, length));
            int end = EnvironmentBlock.FindEnd(characters);
            if (end > 0 || length >= LargestEnvironment)
            {
                environment = EnvironmentBlock.Parse(end > 0 ? characters[..end] : characters);
                return default;
            }

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

    private static CallFailure ReadAll(SafeProcessHandle process, nuint address, Span<byte> bytes)
    {
        int status = Ntdll.ReadMemory(process, address, bytes, out int read);
        return NtStatus.Failed(status) || read < bytes.Length ? CallFailure.Status(ReadCall, NtStatus.Failed(status) ? status : NtStatus.PartialCopy) : default;
    }

    /// <summary>The command line as the kernel copies it, for which a handle that may only ask is enough. Windows 8.1 and later.</summary>
    private static IReadOnlyList<string>? ReadCommandLineOfKernel(ProcessAccess access)
    {
        if (!access.TryGetLimited(out SafeProcessHandle? process, out _))
        {
            return null;
        }

        using NativeBuffer buffer = new(4096);
        int status = buffer.FillByStatus((bytes, size, out needed) => Ntdll.QueryProcess(process, Ntdll.ProcessCommandLineClass, bytes, size, out needed));
        return NtStatus.Failed(status) ? null : CommandLineSplitter.Split(new NativeText(buffer.Answer, buffer.Address).CountedAtStart());
    }

    // Windows keeps a slash at the end of every folder; only a root needs it.
    private static string? WithoutLastSlash(string? folder) => folder is { Length: > 3 } && folder.EndsWith('\\') ? folder[..^1] : folder is "" ? null : folder;
}
