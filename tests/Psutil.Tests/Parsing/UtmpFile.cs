using System.Runtime.InteropServices;
using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Parsing;

/// <summary>Writes records as glibc lays them out on each kind of architecture.</summary>
internal static class UtmpFile
{
    public const short BootTime = 2;
    public const short LoginProcess = 6;
    public const short UserProcess = 7;
    public const short DeadProcess = 8;

    public static byte[] Record(bool wide, short type, int pid, string line, string user, string host, long seconds, long microseconds = 0) =>
        Record(wide, type, pid, line, Encoding.UTF8.GetBytes(user), host, seconds, microseconds);

    public static byte[] Record(bool wide, short type, int pid, string line, byte[] user, string host, long seconds, long microseconds = 0)
    {
        byte[] record = new byte[wide ? UtmpParser.WideSize : UtmpParser.NarrowSize];
        MemoryMarshal.Write(record.AsSpan(UtmpParser.TypeOffset), type);
        MemoryMarshal.Write(record.AsSpan(UtmpParser.PidOffset), pid);
        Encoding.UTF8.GetBytes(line).CopyTo(record, UtmpParser.LineOffset);
        user.CopyTo(record, UtmpParser.UserOffset);
        Encoding.UTF8.GetBytes(host).CopyTo(record, UtmpParser.HostOffset);
        if (wide)
        {
            MemoryMarshal.Write(record.AsSpan(UtmpParser.WideSecondsOffset), seconds);
            MemoryMarshal.Write(record.AsSpan(UtmpParser.WideMicrosecondsOffset), microseconds);
        }
        else
        {
            MemoryMarshal.Write(record.AsSpan(UtmpParser.NarrowSecondsOffset), (uint)seconds);
            MemoryMarshal.Write(record.AsSpan(UtmpParser.NarrowMicrosecondsOffset), (int)microseconds);
        }

        return record;
    }
}
