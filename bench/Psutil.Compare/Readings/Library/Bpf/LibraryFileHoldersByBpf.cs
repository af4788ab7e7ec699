namespace Psutil.Compare.Readings.Library;

/// <summary>Who holds a file, where BPF programs name the processes that are looked at.</summary>
internal sealed class LibraryFileHoldersByBpf() : LibraryFileHolders(LibraryByBpf.Machine, bar: 0.25)
{
    private bool _isLoaded;

    public override string Contestant => LibraryByBpf.Name;

    public override int Read()
    {
        if (!_isLoaded)
        {
            // The table, and then the programs for files.
            LibraryByBpf.Load(() => base.Read());
            LibraryByBpf.Load(() => base.Read());
            _isLoaded = true;
        }

        return base.Read();
    }
}
