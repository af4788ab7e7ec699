using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Kills a process, or a process group, when this process ends, however it ends. Both ends of a pipe belong to this process alone, and
/// whichever the kernel closes first makes it send the signal that was set for the other (pipe_release in fs/pipe.c, send_sigio in
/// fs/fcntl.c). No thread has to stay alive for that, as for PR_SET_PDEATHSIG.
/// </summary>
internal sealed class ParentDeathSwitch
{
    private static readonly Lock Lock = new();
    private static readonly List<ParentDeathSwitch> Armed = [];

    private readonly SafeFileHandle _reader;
    private readonly SafeFileHandle _writer;
    private readonly int _group;
    private bool _hasEnded;

    private ParentDeathSwitch(SafeFileHandle reader, SafeFileHandle writer, int group)
    {
        _reader = reader;
        _writer = writer;
        _group = group;
    }

    /// <summary>Kills a process when this one ends; the kernel remembers the process, not its PID.</summary>
    /// <param name="owner">The PID, or the negated number of a process group.</param>
    /// <param name="exit">Completes when the process, or the leader of the group, has ended.</param>
    /// <returns>0, or the negated errno.</returns>
    public static int Arm(int owner, Task exit)
    {
        Sweep();
        int result = Libc.CreatePipe(out SafeFileHandle reader, out SafeFileHandle writer);
        ParentDeathSwitch created = new(reader, writer, Math.Max(0, -owner));
        result = result < 0 ? result : Libc.KillWhenClosed(reader, owner);
        result = result < 0 ? result : Libc.KillWhenClosed(writer, owner);
        if (result < 0)
        {
            created.Disarm();
            return result;
        }

        lock (Lock)
        {
            Armed.Add(created);
        }

        _ = exit.ContinueWith(_ => created.NoteEnd(), TaskScheduler.Default);
        return 0;
    }

    /// <summary>Takes back those whose processes are gone. A group can outlive its leader.</summary>
    private static void Sweep()
    {
        lock (Lock)
        {
            foreach (ParentDeathSwitch armed in Armed.Where(armed => armed.HasNobodyLeft).ToArray())
            {
                Armed.Remove(armed);
                armed.Disarm();
            }
        }
    }

    private bool HasNobodyLeft => _hasEnded && (_group == 0 || !Libc.HasMembers(_group));

    private void NoteEnd()
    {
        lock (Lock)
        {
            _hasEnded = true;
        }

        Sweep();
    }

    private void Disarm()
    {
        // Closing the first end would send the signal.
        _ = _reader.IsInvalid ? 0 : Libc.SpareWhenClosed(_reader);
        _ = _writer.IsInvalid ? 0 : Libc.SpareWhenClosed(_writer);
        _reader.Dispose();
        _writer.Dispose();
    }
}
