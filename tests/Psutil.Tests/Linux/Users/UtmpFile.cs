using System.Runtime.InteropServices;
using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>Writes records as glibc lays them out on each kind of architecture.</summary>
internal static class UtmpFile
{
    public const short BootTime = 2;
    public const short LoginProcess = 6;
    public const short UserProcess = 7;
    public const short DeadProcess = 8;

    public static byte[] Record(
        bool wide,
        short type,
        int pid,
        string line,
        string user,
        string host,
        long seconds,
        long microseconds = 0
    ) => Record(wide, type, pid, line, Encoding.UTF8.GetBytes(user), host, seconds, microseconds);

    public static byte[] Record(bool wide, short type, int pid, string line, byte[] user, string host, long seconds, long microseconds = 0)
    {
        byte[] record = new byte[wide ? RunUtmp.WideSize : RunUtmp.NarrowSize];
        MemoryMarshal.Write(record.AsSpan(RunUtmp.TypeOffset), type);
        MemoryMarshal.Write(record.AsSpan(RunUtmp.PidOffset), pid);
        Encoding.UTF8.GetBytes(line).CopyTo(record, RunUtmp.LineOffset);
        user.CopyTo(record, RunUtmp.UserOffset);
        Encoding.UTF8.GetBytes(host).CopyTo(record, RunUtmp.HostOffset);
        if (wide)
        {
            MemoryMarshal.Write(record.AsSpan(RunUtmp.WideSecondsOffset), seconds);
            MemoryMarshal.Write(record.AsSpan(RunUtmp.WideMicrosecondsOffset), microseconds);
        }
        else
        {
            MemoryMarshal.Write(record.AsSpan(RunUtmp.NarrowSecondsOffset), (uint)seconds);
            MemoryMarshal.Write(record.AsSpan(RunUtmp.NarrowMicrosecondsOffset), (int)microseconds);
        }

        return record;
    }
}
