using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Queries the machine's whole disks, <c>PhysicalDrive0</c> and so on, with a deadline: a failing disk may take minutes to answer.
/// </summary>
internal static unsafe class PhysicalDrives
{
    private const int AnswerRoom = 4096;

    // If the devices cannot be listed, or the list has no disk: the numbers that disks usually have.
    private const int UsualNumbers = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Shared by all machines, because a disk that does not answer concerns all of them.
    private static readonly DeadlineCalls<(string Name, DriveQuestion Question), Answer> Calls = new(
        Ask,
        "Psutil drives",
        idleTime: TimeSpan.FromSeconds(5)
    );

    /// <summary>The answers of the disks, without those that fail.</summary>
    public static IEnumerable<(string Name, byte[] Answer)> Ask(DriveQuestion question)
    {
        foreach (string name in FindNames())
        {
            if (!Calls.TryCall((name, question), Patience, out Answer answer))
            {
                PsutilEventSource.Log.SourceSkipped(name, "the disk did not answer in time");
            }
            else if (answer.Bytes is { } bytes)
            {
                yield return (name, bytes);
            }
            else if (answer.Error is not (Win32Error.FileNotFound or Win32Error.PathNotFound))
            {
                // Card readers without a card, and disks whose drivers have no counters.
                CallFailure.Error(answer.Call, answer.Error).Note(name);
            }
        }
    }

    private static IReadOnlyList<string> FindNames()
    {
        using NativeBuffer buffer = new(1 << 16);
        int error = buffer.FillByError(Kernel32.QueryDeviceNames);
        if (error != Win32Error.Success)
        {
            CallFailure.Error("QueryDosDeviceW", error).Note("PhysicalDrive");
        }
        else if (DeviceNames.FindDisks(MemoryMarshal.Cast<byte, char>(buffer.Answer)) is { Count: > 0 } names)
        {
            return names;
        }

        return
        [
            .. Enumerable
                .Range(0, UsualNumbers)
                .Select(static number => string.Create(CultureInfo.InvariantCulture, $"PhysicalDrive{number}")),
        ];
    }

    private static Answer Ask((string Name, DriveQuestion Question) request)
    {
        using SafeFileHandle? disk = Kernel32.OpenDevice(@"\\.\" + request.Name, out int error);
        if (disk is null)
        {
            return new Answer(null, "CreateFileW", error);
        }

        byte[] room = new byte[AnswerRoom];
        error =
            request.Question == DriveQuestion.Performance
                ? Kernel32.GetDiskPerformance(disk, room, out int length)
                : Kernel32.QueryStorageProperty(disk, StorageTemperature.Query, room, out length);
        return error == Win32Error.Success
            ? new Answer(room[..Math.Min(length, room.Length)], "", error)
            : new Answer(null, $"DeviceIoControl({request.Question})", error);
    }

    private readonly record struct Answer(byte[]? Bytes, string Call, int Error);
}
