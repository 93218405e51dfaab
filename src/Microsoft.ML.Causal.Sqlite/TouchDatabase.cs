// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Microsoft.ML.Causal;

/// <summary>A temporary database of touches: written once, sorted once, then read, and deleted with its owner.</summary>
internal sealed class TouchDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter _record;
    private readonly EventHandler _atExit;

    /// <param name="folder">Where the file is made.</param>
    public TouchDatabase(string folder)
    {
        Path = System.IO.Path.Combine(folder, $"journeys-{Guid.NewGuid():N}.db");
        // A view that nobody disposes must not leave its file behind. The handler knows the file only: it keeps nothing alive.
        string path = Path;
        _atExit = (_, _) => Delete(path);
        AppDomain.CurrentDomain.ProcessExit += _atExit;
        _connection = new SqliteConnection(Connect(Path, SqliteOpenMode.ReadWriteCreate));
        _connection.Open();
        // Nothing here has to outlive a crash, so nothing is written twice.
        Execute("PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE;");
        Execute("CREATE TABLE touches (record BLOB NOT NULL)");
        _transaction = _connection.BeginTransaction();
        _insert = _connection.CreateCommand();
        _insert.Transaction = _transaction;
        _insert.CommandText = "INSERT INTO touches VALUES ($record)";
        _record = _insert.Parameters.Add("$record", SqliteType.Blob);
    }

    ~TouchDatabase() => DeleteFile();

    /// <summary>The database's file.</summary>
    public string Path { get; }

    /// <summary>The way to open a database of touches.</summary>
    public static string Connect(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();

    /// <summary>Adds a touch.</summary>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> touch)
    {
        // One value to store and to compare: no key is the beginning of another, so what follows the key never decides.
        var record = new byte[key.Length + touch.Length + sizeof(ushort)];
        key.CopyTo(record);
        touch.CopyTo(record.AsSpan(key.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(key.Length + touch.Length), checked((ushort)key.Length));
        _record.Value = record;
        _insert.ExecuteNonQuery();
    }

    /// <summary>Writes the touches in order and ends the writing.</summary>
    public void Sort(CancellationToken cancellation)
    {
        _transaction.Commit();
        using CancellationTokenRegistration registration = cancellation.Register(
            connection => SQLitePCL.raw.sqlite3_interrupt(((SqliteConnection)connection!).Handle), _connection);
        try
        {
            Execute("CREATE TABLE sorted (record BLOB NOT NULL)");
            Execute("INSERT INTO sorted SELECT record FROM touches ORDER BY record");
            Execute("DROP TABLE touches");
        }
        catch (SqliteException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }

        Close();
    }

    public void Dispose()
    {
        Close();
        DeleteFile();
        GC.SuppressFinalize(this);
    }

    private void Close()
    {
        _insert.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }

    private void DeleteFile()
    {
        if (Delete(Path))
            AppDomain.CurrentDomain.ProcessExit -= _atExit;
    }

    private static bool Delete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (IOException)
        {
            // Some systems keep a file that a reader has open: the process deletes it when it ends.
            return false;
        }
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
