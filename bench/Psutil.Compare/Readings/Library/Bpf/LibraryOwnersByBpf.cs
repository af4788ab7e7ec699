namespace Psutil.Compare.Readings.Library;

/// <summary>Sockets whose holders a BPF program finds in repeated calls.</summary>
internal sealed class LibraryOwnersByBpf() : LibraryConnections("sockets-owners", 0.20, owners: true)
{
    private bool _isLoaded;

    public override string Contestant => LibraryByBpf.Name;

    private protected override Machine Subject => LibraryByBpf.Machine;

    public override int Read()
    {
        if (!_isLoaded)
        {
            LibraryByBpf.Load(() => base.Read());
            _isLoaded = true;
        }

        return base.Read();
    }
}
