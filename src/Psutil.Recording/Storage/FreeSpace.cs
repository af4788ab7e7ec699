namespace Psutil.Recording;

/// <summary>Whether a file system has room for more.</summary>
/// <param name="path">A path on it.</param>
/// <param name="leaveFree">The part of it, from 0 to 1, that is left free.</param>
/// <param name="read">Reads its space.</param>
internal sealed class FreeSpace(string path, double leaveFree, Func<string, DiskUsage> read)
{
    /// <summary>Why a number of bytes more are too many; null if they are not.</summary>
    public string? WhyNot(long bytes)
    {
        if (leaveFree <= 0)
        {
            // The system refuses what it has no room for. To be asked before, it would have to answer in time, which a busy one may not.
            return null;
        }

        DiskUsage usage;
        try
        {
            usage = read(path);
        }
        catch (PsutilException exception)
        {
            return $"the space of the file system is not known: {exception.Message}";
        }

        // What only root may fill does not count, as in df.
        double room = usage.Free - (leaveFree * ((double)usage.Used + usage.Free));
        return room >= bytes
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"the file system has no room: {usage.Free} bytes of {usage.Total} are free");
    }
}
