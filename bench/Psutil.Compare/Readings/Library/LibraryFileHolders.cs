namespace Psutil.Compare.Readings.Library;

/// <summary>Who holds a file that hardly anybody holds.</summary>
internal class LibraryFileHolders(Machine machine, double? bar) : LibraryReading
{
    private const string Searched = "/etc/passwd";

    private FileHolders? _found;

    public override string Workload => "file-holders";

    public override double? Bar => bar;

    public override int Read()
    {
        _found = machine.Processes.FindFileHolders(Searched);
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        HashSet<int> holders = [.. _found!.Holders.Select(holder => holder.Process.Pid)];
        foreach (int pid in machine.Processes.GetPids())
        {
            records.Write(pid, "holds", holders.Contains(pid) ? 1 : 0);
        }
    }
}
