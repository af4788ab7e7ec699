using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Psutil.Server.Platforms;

namespace Psutil.Server;

/// <summary>
/// A certificate in PEM files, read again when they change: certificates last for months, the server for years. A new one that is not valid
/// leaves the old one in use. Safe for several threads.
/// </summary>
internal sealed class CertificateFiles
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);

    private readonly string _certificatePath;
    private readonly string _keyPath;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private SslStreamCertificateContext _context;
    private (DateTime, DateTime) _version;
    private long _checkedAt;

    /// <exception cref="ServeException">The certificate cannot be used, or others may read its key.</exception>
    public CertificateFiles(string certificatePath, string keyPath, TimeProvider clock)
    {
        (_certificatePath, _keyPath, _clock) = (certificatePath, keyPath, clock);
        SecretFile.Check("--certificate-key", keyPath);
        try
        {
            _version = ReadVersion();
            _context = Load();
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw new ServeException($"--certificate {certificatePath}: {exception.Message}");
        }

        _checkedAt = clock.GetTimestamp();
    }

    /// <summary>The certificate with its chain.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (_clock.GetElapsedTime(_checkedAt) >= CheckInterval)
                {
                    _checkedAt = _clock.GetTimestamp();
                    TryReload();
                }

                return _context;
            }
        }
    }

    private void TryReload()
    {
        try
        {
            (DateTime, DateTime) version = ReadVersion();
            if (version != _version)
            {
                _context = Load();
                _version = version;
            }
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            // Perhaps only one of the two has been replaced yet: the next check tells.
        }
    }

    private SslStreamCertificateContext Load()
    {
        X509Certificate2 certificate = SystemFiles.WithUsableKey(X509Certificate2.CreateFromPemFile(_certificatePath, _keyPath));
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(_certificatePath);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private (DateTime, DateTime) ReadVersion() => (File.GetLastWriteTimeUtc(_certificatePath), File.GetLastWriteTimeUtc(_keyPath));

    private static bool IsOfFiles(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or NotSupportedException;
}
