using System.Diagnostics.CodeAnalysis;

namespace Psutil;

/// <summary>
/// The cgroups of a machine, kept up to date: each <see cref="Refresh"/> reads them, measures what they used since the previous refresh,
/// and returns which appeared and vanished. Created by <see cref="Cgroups.CreateMonitor"/>. Dispose it after use.
/// </summary>
/// <remarks>
/// A group that was removed and created again under its path is another group: the first vanishes and the second appears. Linux: it keeps
/// the files of the groups open, within the limit that it shares with the monitors of processes (<see cref="ProcessMonitor"/>). Its memory
/// depends on the number of groups, not on time. Not thread-safe.
/// </remarks>
public sealed class CgroupMonitor : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly CgroupSource _source;
    private Dictionary<string, MonitoredCgroup> _byPath = new(StringComparer.Ordinal);
    private long? _readAt;
    private bool _isDisposed;

    internal CgroupMonitor(Cgroups cgroups, CgroupFields fields)
    {
        Fields = fields;
        _clock = cgroups.Clock;
        _source = cgroups.OpenSource(fields);
    }

    /// <summary>The fields that are read.</summary>
    public CgroupFields Fields { get; }

    /// <summary>The versions that are mounted, as of the last refresh; <see cref="CgroupVersion.Unknown"/> before the first.</summary>
    public CgroupVersion Version { get; private set; }

    /// <summary>The groups as of the last refresh, each before its descendants; empty before the first refresh.</summary>
    public IReadOnlyList<MonitoredCgroup> Groups { get; private set; } = [];

    /// <summary>Whether the last refresh left groups out, as <see cref="CgroupTable.IsTruncated"/> says.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Reads the groups and updates <see cref="Groups"/>.</summary>
    /// <returns>The changes since the previous refresh.</returns>
    /// <exception cref="PsutilException">The groups could not be read. The table is unchanged.</exception>
    /// <exception cref="ObjectDisposedException">The monitor was disposed.</exception>
    public CgroupChanges Refresh()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        long now = _clock.GetTimestamp();
        CgroupTable table = _source.Read();
        TimeSpan? elapsed = _readAt is { } before ? _clock.GetElapsedTime(before, now) : null;
        Dictionary<string, MonitoredCgroup> byPath = new(table.Groups.Count, StringComparer.Ordinal);
        List<MonitoredCgroup> groups = new(table.Groups.Count);
        List<MonitoredCgroup> appeared = [];
        foreach (CgroupSnapshot snapshot in table.Groups)
        {
            if (_byPath.TryGetValue(snapshot.Path, out MonitoredCgroup? group) && group.Snapshot.Id == snapshot.Id)
            {
                _byPath.Remove(snapshot.Path);
                group.Update(snapshot, elapsed ?? TimeSpan.Zero);
            }
            else
            {
                group = new MonitoredCgroup(snapshot);
                appeared.Add(group);
            }

            groups.Add(group);
            byPath[snapshot.Path] = group;
        }

        MonitoredCgroup[] vanished = [.. _byPath.Values];
        (_byPath, _readAt) = (byPath, now);
        (Groups, Version, IsTruncated) = (groups, table.Version, table.IsTruncated);
        return new CgroupChanges
        {
            Elapsed = elapsed,
            Appeared = elapsed is null ? [] : appeared,
            Vanished = vanished,
        };
    }

    /// <summary>Finds the group with a path, as of the last refresh.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryGet(string path, [NotNullWhen(true)] out MonitoredCgroup? group)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _byPath.TryGetValue(path, out group);
    }

    /// <summary>Closes the files that the monitor keeps open.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _source.Dispose();
    }
}
