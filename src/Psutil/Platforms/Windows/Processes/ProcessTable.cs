using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The table of all processes and threads, from one system call.</summary>
internal sealed unsafe class ProcessTable : IDisposable
{
    private const string Call = "NtQuerySystemInformation(SystemProcessInformation)";

    // Twice what a desktop needs. The buffer is pooled, so it does not need to grow each time.
    private const int InitialSize = 1 << 20;

    private readonly NativeBuffer _buffer = new(InitialSize);
    private ProcessFields? _given;

    private ProcessTable() { }

    /// <summary>The fields of <see cref="ProcessTableCursor.Optional"/> that this system fills in.</summary>
    public ProcessFields Given => _given ??= ProcessTableCursor.FindGiven(_buffer.Answer, _buffer.Address);

    /// <summary>Whether the system reports the states of threads.</summary>
    public bool HasThreadStates => Given.HasFlag(ProcessFields.Status);

    /// <summary>The number of processes.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (ProcessTableCursor reader = GetReader(); reader.MoveNext(); count++) { }

            return count;
        }
    }

    public int ReadyThreadCount => ProcessTableCursor.CountReadyThreads(_buffer.Answer, _buffer.Address);

    /// <exception cref="SystemCallException">The table could not be read.</exception>
    public static ProcessTable Read()
    {
        ProcessTable table = new();
        int status = table._buffer.FillByStatus(
            static (buffer, length, out needed) => Ntdll.QuerySystem(Ntdll.SystemProcessClass, buffer, length, out needed)
        );
        if (!NtStatus.Failed(status))
        {
            return table;
        }

        table.Dispose();
        throw NtStatus.ToException(Call, status);
    }

    public ProcessTableCursor GetReader() => new(_buffer.Answer, _buffer.Address);

    /// <summary>The entry of the process with a PID.</summary>
    public bool TryFind(int pid, out ProcessTableEntry entry)
    {
        ProcessTableCursor reader = GetReader();
        while (reader.MoveNext())
        {
            if (reader.Current.Pid == pid)
            {
                entry = reader.Current;
                return true;
            }
        }

        entry = default;
        return false;
    }

    public void Dispose() => _buffer.Dispose();
}
