using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The user sessions: from <c>utmp</c>, or from systemd if the distribution has no utmp.</summary>
internal static class LinuxUsers
{
    private const int UsualRoom = 16 * 1024;
    private const int LongestSession = 64 * 1024;
    private const string SessionsFolder = "systemd/sessions";

    // The architectures whose glibc has 64-bit times in utmp.
    private static bool IsWideHere { get; } = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.LoongArch64;

    public static IReadOnlyList<UserSession> Read(LinuxRoots roots)
    {
        ReadOnlySpan<byte> path = "utmp\0"u8;
        RentedBuffer buffer = new(UsualRoom);
        try
        {
            ReadResult result = roots.Run.ReadToEnd(path, ref buffer);
            if (!result.Failed)
            {
                return WithoutDead(RunUtmp.Parse(buffer.Span[..result.Value], IsWideHere), roots.Proc);
            }

            return result.Error is Errno.ENOENT or Errno.ENOTDIR
                ? ReadSystemdSessions(roots.Run)
                : throw roots.Run.ToException(result, path);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    // The record of a killed login remains; like who(1), leave it out. If the first process is not visible, the others cannot be checked
    // either (hidepid, or a root without processes).
    private static List<UserSession> WithoutDead(List<UserSession> sessions, FileTree proc)
    {
        if (sessions.Count > 0 && proc.Exists("1"))
        {
            sessions.RemoveAll(session => session.Pid is { } pid && !proc.Exists(pid.ToString(CultureInfo.InvariantCulture)));
        }

        return sessions;
    }

    private static List<UserSession> ReadSystemdSessions(FileTree run)
    {
        List<UserSession> sessions = [];
        foreach (string name in run.List(SessionsFolder))
        {
            // "3.ref" is a pipe, and opening it would block; ".#3a1f" is a file that is being written. A session's name has no dot.
            if (name.Contains('.'))
            {
                continue;
            }

            // The session has ended since the listing.
            if (
                run.ReadBytes($"{SessionsFolder}/{name}", LongestSession) is { } text
                && RunSystemdSession.TryParse(text, out UserSession? session)
            )
            {
                sessions.Add(session);
            }
        }

        return sessions;
    }
}
